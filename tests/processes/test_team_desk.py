"""The team's desk with a real room and store: everybody hears what the others do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    ClaimsChanged,
    EngineConnected,
    Event,
    TeamChanged,
    Whispered,
)
from studio.core.messages.results import TeamNow
from studio.core.records.chat import Decision
from studio.core.room import RoomMessage
from studio.core.team import OWNER, Role, Who
from studio.processes.chat_desk import ROOM_REQUESTS, ChatDesk
from studio.processes.team_desk import TeamDesk
from tests.support.waiting import until

MO = Who("device-mo", "Mo", Role.MODERATOR)
LI = Who("device-li", "Li", Role.MODERATOR)
ANNA = ("anna", "Anna")


class Stand:
    """Both desks, wired as the hub does it."""

    def __init__(self, data_dir: Path) -> None:
        self.heard: list[Event] = []
        self.chat = ChatDesk(data_dir, self._tell, lambda: b"key")
        self.team = TeamDesk(self.chat.opened, self.heard.append, self.chat.names)

    def _tell(self, event: Event) -> None:
        self.team.hear(event)
        self.heard.append(event)

    async def now(self, who: Who = OWNER) -> TeamNow:
        answer = await self.team.answer(ask.GetTeam(), who)
        assert isinstance(answer, TeamNow)
        return answer

    async def room(self, request: ROOM_REQUESTS, who: Who = OWNER) -> None:
        await self.chat.answer(request, who)

    async def post(self, text: str = "how much is the bowl") -> RoomMessage:
        return await self.chat.post(*ANNA, text, "")


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncIterator[Stand]:
    made = Stand(data_dir)
    made.chat.open()
    made.team.open()
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
