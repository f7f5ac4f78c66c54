"""The team's desk with a real room and store: everybody hears what the others do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.core.chat import Platform
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    ActDone,
    ActUndone,
    ClaimsChanged,
    EngineConnected,
    Event,
    MessagesChanged,
    PersonMarked,
    TeamChanged,
    Whispered,
)
from studio.core.messages.results import AuditPage, ChatPage, PersonCard, TeamNow
from studio.core.records.chat import Decision
from studio.core.room import RoomMessage
from studio.core.team import OWNER, Role, Who
from studio.core.teamwork import Act, ActKind, Mark, PersonMark
from studio.privacy.audit_key import AuditKey
from studio.privacy.verify import verify
from studio.processes.chat_desk import ROOM_REQUESTS, ChatDesk
from studio.processes.team_desk import TeamDesk
from studio.store.database import Database
from tests.support.waiting import until

MO = Who("device-mo", "Mo", Role.MODERATOR)
LI = Who("device-li", "Li", Role.MODERATOR)
ANNA = ("anna", "Anna")


class Stand:
    """Both desks, wired as the hub does it."""

    def __init__(self, data_dir: Path) -> None:
        self.heard: list[Event] = []
        self.chat = ChatDesk(data_dir, self.heard.append, lambda: b"key")
        self.team = TeamDesk(self.heard.append, self.chat.names)
        self.chat.fellows.append(self.team)

    async def now(self, who: Who = OWNER) -> TeamNow:
        answer = await self.team.answer(ask.GetTeam(), who)
        assert isinstance(answer, TeamNow)
        return answer

    async def room(self, request: ROOM_REQUESTS, who: Who = OWNER) -> None:
        await self.chat.answer(request, who)

    async def post(self, text: str = "how much is the bowl") -> RoomMessage:
        return await self.chat.post(*ANNA, text, "")

    async def audit(self, **asked: int) -> AuditPage:
        answer = await self.team.answer(ask.GetAudit(**asked), OWNER)
        assert isinstance(answer, AuditPage)
        return answer

    def acts(self) -> list[Act]:
        return [event.act for event in self.heard if isinstance(event, ActDone)]


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncIterator[Stand]:
    made = Stand(data_dir)
    made.chat.open()
    made.chat.hear(EngineConnected())
    try:
        await until(lambda: made.chat.settings is not None, 30)
        made.team.present([OWNER, MO, LI])
        yield made
    finally:
        await made.team.close()
        await made.chat.close()


async def test_everybody_sees_who_is_here_and_who_works_on_what(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.post()
        await stand.team.answer(ask.LookAt("live", kept.message.id), MO)
        await stand.team.answer(ask.ClaimMessage(kept.message.id), MO)
        with pytest.raises(BadInputError, match="Mo works on this already"):
            await stand.team.answer(ask.ClaimMessage(kept.message.id), LI)
        await stand.team.answer(ask.HandOver(kept.message.id, LI.id), MO)
        now = await stand.now(MO)
        assert now.you == MO
        assert [(one.who, one.lane) for one in now.members] == [(OWNER, ""), (MO, "live"), (LI, "")]
        assert [(one.message_id, one.by) for one in now.claims] == [(kept.message.id, LI.id)]
        await until(lambda: TeamChanged(now.members) in stand.heard)
        await until(lambda: ClaimsChanged(now.claims) in stand.heard)
        await stand.team.answer(ask.ReleaseMessage(kept.message.id), LI)
        assert (await stand.now()).claims == ()


async def test_what_is_decided_or_answered_is_worked_on_by_nobody(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        first, second = await stand.post(), await stand.post("is it blue")
        for kept in (first, second):
            await stand.team.answer(ask.ClaimMessage(kept.message.id), MO)
        await stand.room(ask.DecideMessage(first.message.id, Decision.DELETE), LI)
        await stand.room(ask.SendMessage("yes", second.message.id), MO)
        await until(lambda: ClaimsChanged(()) in stand.heard)
        with pytest.raises(NotFoundError, match="nothing to work on"):
            await stand.team.answer(ask.ClaimMessage(first.message.id), MO)
        with pytest.raises(NotFoundError):
            await stand.team.answer(ask.ClaimMessage("m-never"), MO)


async def test_what_is_decided_while_it_is_handed_over_has_no_holder(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.post()
        await stand.team.answer(ask.ClaimMessage(kept.message.id), MO)
        said = await asyncio.gather(
            stand.room(ask.DecideMessage(kept.message.id, Decision.DELETE), LI),
            stand.team.answer(ask.HandOver(kept.message.id, LI.id), MO),
            stand.team.answer(ask.ClaimMessage(kept.message.id), LI),
            return_exceptions=True,
        )
        assert isinstance(said[1], NotFoundError)
        assert isinstance(said[2], BadInputError)
        await until(lambda: ClaimsChanged(()) in stand.heard)
        assert (await stand.now()).claims == ()


async def test_what_waits_again_is_still_worked_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.post()
        await stand.team.answer(ask.ClaimMessage(kept.message.id), MO)
        await stand.room(ask.DecideMessage(kept.message.id, Decision.HOLD), LI)
        await until(lambda: any(isinstance(event, MessagesChanged) for event in stand.heard))
        assert [one.by for one in (await stand.now()).claims] == [MO.id]


async def test_before_the_room_is_open_the_team_is_there_already(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    stand.team.present([OWNER, MO])
    assert len((await stand.now()).members) == 2
    with pytest.raises(UnavailableError):
        await stand.team.answer(ask.ClaimMessage("m1"), MO)
    with pytest.raises(UnavailableError):
        await stand.team.answer(ask.WhisperTeam("psst"), MO)
    await stand.team.close()
    await stand.chat.close()


async def test_a_whisper_is_heard_by_the_team(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        await stand.team.answer(ask.WhisperTeam("看一下这个"), MO)
        said = [event.whisper for event in stand.heard if isinstance(event, Whispered)]
        assert [(one.by, one.name, one.text) for one in said] == [(MO.id, "Mo", "看一下这个")]


async def test_a_mistake_is_undone_by_whoever_sees_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.post()
        message_id, actor = kept.message.id, kept.message.author.actor
        await stand.room(ask.DecideMessage(message_id, Decision.DELETE, "spam"), MO)
        done = stand.acts()[-1]
        assert (done.by, done.name, done.kind) == (MO.id, "Mo", ActKind.DELETE)
        assert (done.target, done.target_name, done.words) == (actor, "Anna", kept.message.text)
        assert (await stand.now(LI)).acts == (done,)
        assert list(stand.chat.history("")) == []
        await stand.team.answer(ask.UndoAct(done.id), LI)
        assert [one.message.id for one in stand.chat.history("")] == [message_id]
        assert ActUndone(done.id, LI.id, "Li") in stand.heard
        with pytest.raises(NotFoundError, match="cannot be undone any more"):
            await stand.team.answer(ask.UndoAct(done.id), MO)
        page = await stand.audit()
        assert [(one.kind, one.by_name) for one in page.lines] == [
            ("undo", "Li"),
            ("restore", "Li"),
            ("delete", "Mo"),
        ]
        assert page.lines[0].detail == "delete"
    database = Database.in_folder(tmp_path)
    assert verify(database, AuditKey.in_folder(tmp_path)).is_whole
    database.close()


async def test_everything_known_of_a_person_is_on_their_card(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.post()
        actor = kept.message.author.actor
        await stand.team.answer(ask.NotePerson(actor, "asks nicely\u202e\nalways"), MO)
        await stand.team.answer(ask.MarkPerson(actor, Mark.TRUSTED), LI)
        await stand.room(ask.TimeOutPerson(actor, 600, "caps"), MO)
        await stand.room(ask.DecideMessage(kept.message.id, Decision.DELETE), LI)
        card = await stand.team.answer(ask.GetPerson(actor), MO)
        assert isinstance(card, PersonCard)
        assert (card.name, card.note, card.mark) == ("Anna", "asks nicely\nalways", Mark.TRUSTED)
        assert (card.messages, card.deleted, card.platforms) == (1, 1, (Platform.PAGE,))
        assert card.standing is not None
        assert card.standing.reason == "caps"
        assert [one.decided_by_name for one in card.history] == ["Li"]
        assert [(one.kind, one.by_name) for one in card.acts] == [
            ("delete", "Li"),
            ("time_out", "Mo"),
            ("mark", "Li"),
            ("note", "Mo"),
        ]
        assert PersonMarked(actor, "asks nicely\nalways", Mark.TRUSTED) in stand.heard
        undo_note = next(one for one in stand.acts() if one.kind is ActKind.NOTE)
        await stand.team.answer(ask.UndoAct(undo_note.id), LI)
        again = await stand.team.answer(ask.GetPerson(actor), MO)
        assert isinstance(again, PersonCard)
        assert (again.note, again.mark) == ("", Mark.TRUSTED)
        with pytest.raises(NotFoundError):
            await stand.team.answer(ask.GetPerson("p-nobody"), MO)
        with pytest.raises(NotFoundError):
            await stand.team.answer(ask.NotePerson("p-nobody", "who"), MO)


async def test_who_comes_late_or_after_a_restart_gets_it_all(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.post()
        await stand.team.answer(ask.WhisperTeam("watch Anna"), MO)
        await stand.team.answer(ask.MarkPerson(kept.message.author.actor, Mark.WATCH), MO)
        await stand.room(ask.DecideMessage(kept.message.id, Decision.DELETE), MO)
    async with opened(tmp_path) as stand:
        now = await stand.now(LI)
        assert [(one.by, one.name, one.text) for one in now.whispers] == [
            (MO.id, "Mo", "watch Anna")
        ]
        assert now.marks == (PersonMark(kept.message.author.actor, Mark.WATCH),)
        page = await stand.chat.answer(ask.GetMessages(), OWNER)
        assert isinstance(page, ChatPage)
        assert [one.decided_by_name for one in page.messages] == ["Mo"]
        first = await stand.audit(most=1)
        assert first.has_more
        older = await stand.audit(before=first.lines[0].number)
        assert [one.kind for one in older.lines] == ["mark"]
        assert not older.has_more
