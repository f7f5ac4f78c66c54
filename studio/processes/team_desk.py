"""The team's work at the hub: who is here, claims, whispers, undo, persons, and the audit chain."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable

import msgspec

from studio.chat.room import Room
from studio.chat.team import Team
from studio.chat.team_names import TeamNames
from studio.chat.team_news import TeamNews
from studio.core.chat import ChatRole, MessageState
from studio.core.chat_text import clean_text
from studio.core.clock import Clock, SystemClock
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.ids import new_id
from studio.core.messages import requests as ask
from studio.core.messages.events import Event, MessagesAdded, MessagesChanged, Whispered
from studio.core.messages.results import AuditPage, Done, PersonCard, Result, TeamNow
from studio.core.records.team import ClaimHandedOver, TeamWhispered
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.core.teamwork import Whisper
from studio.processes.chat_opening import OpenChat

TEAM_REQUESTS = ask.AnyTeamRequest
_SWEEP_S = 1.0
_ALIVE = (MessageState.VISIBLE, MessageState.HELD)


class TeamDesk:
    """On the hub's loop, beside the room's desk. ``names`` learns how everybody is called."""

    def __init__(
        self, tell: Callable[[Event], None], names: TeamNames, clock: Clock | None = None
    ) -> None:
        self._tell = tell
        self._names = names
        self._clock = clock or SystemClock()
        self._team = Team(self._clock)
        self._news = TeamNews(self._team, tell)
        self._tasks = TaskGroupKeeper("team-desk")
        self._chat: OpenChat | None = None

    async def open(self, chat: OpenChat) -> None:
        """The room is open; from now on, claims that nobody holds any more are ended."""
        self._chat = chat
        self._tasks.start(self._sweep(), "sweep")

    async def close(self) -> None:
        """Tell nothing more."""
        self._news.close()
        await self._tasks.close()

    def present(self, connected: Iterable[Who]) -> None:
        """These are connected now, and nobody else."""
        here = tuple(connected)
        self._names.learn(here)
        self._news.members(changed=self._team.present(here))

    def hear(self, event: Event) -> None:
        """What is decided or answered needs nobody any more."""
        if isinstance(event, MessagesChanged):
            waits = MessageState.HELD  # again, so that somebody has to look at it
            self._decided(one.message_id for one in event.changes if one.state is not waits)
        elif isinstance(event, MessagesAdded):
            written = [one.message for one in event.messages]
            self._decided(
                one.reply_to for one in written if ChatRole.BROADCASTER in one.author.roles
            )

    async def answer(self, request: TEAM_REQUESTS, who: Who) -> Result:
        """Raises UnavailableError while the room is not open and it needs it."""
        match request:
            case ask.GetTeam():
                return await self._now(who)
            case ask.GetPerson():
                return await self._person(request.actor)
            case ask.GetAudit():
                return await self._audit(request)
            case _:
                await self._do(request, who)
        return Done()

    async def _do(self, request: TEAM_REQUESTS, who: Who) -> None:
        match request:
            case ask.LookAt():
                changed = self._team.look(who, request.lane, request.message_id)
                self._news.members(changed=changed)
            case ask.ClaimMessage() | ask.HandOver():
                await self._claim(request, who)
            case ask.ReleaseMessage():
                self._news.claims(changed=self._team.release(request.message_id, who))
            case ask.WhisperTeam():
                await self._whisper(request.text, who)
            case ask.UndoAct():
                await self._opened().acting.undo(request.act_id, who)
            case ask.NotePerson():
                await self._opened().notes.note(request.actor, request.note, who)
            case ask.MarkPerson():
                await self._opened().notes.mark(request.actor, request.mark, who)

    async def _now(self, who: Who) -> TeamNow:
        """Who is here is known before the room is open; the rest is not."""
        now = TeamNow(who, self._team.members(), self._team.claims())
        with contextlib.suppress(UnavailableError):
            chat = self._opened()
            whispers, marks = await chat.store.archive.team()
            now = TeamNow(
                who,
                self._team.members(),
                self._team.claims(),
                tuple(whispers),
                chat.acting.undoable(),
                tuple(marks),
            )
        return msgspec.structs.replace(now, now_wall_ms=self._clock.wall_ms())

    async def _person(self, actor: str) -> PersonCard:
        archive, now_ms = self._opened().store.archive, self._clock.wall_ms()
        card = await archive.card(actor, now_ms)
        if card is None:
            raise NotFoundError("nobody of that name was ever here", actor)
        return msgspec.structs.replace(
            card, history=self._names.signed(card.history), acts=self._names.named(card.acts)
        )

    async def _audit(self, request: ask.GetAudit) -> AuditPage:
        found = await self._opened().store.archive.audit(request.before, request.most)
        return AuditPage(self._names.named(found), len(found) == request.most)

    def _opened(self) -> OpenChat:
        if self._chat is None:
            raise UnavailableError("the chat is not open yet", "chat")
        return self._chat

    def _decided(self, message_ids: Iterable[str]) -> None:
        self._news.claims(changed=self._team.decided(message_ids))

    async def _claim(self, request: ask.ClaimMessage | ask.HandOver, who: Who) -> None:
        message_id = request.message_id
        room = self._opened().room
        await _check_alive(room, message_id)
        if isinstance(request, ask.ClaimMessage):
            changed = self._team.claim(message_id, who)
        else:
            self._team.check_hand_over(message_id, who, request.to)
            await room.append(ClaimHandedOver(message_id, request.to), who.id)
            await _check_alive(room, message_id)  # it may have been decided meanwhile
            changed = self._team.hand_over(message_id, request.to)
        self._news.claims(changed=changed)

    async def _whisper(self, text: str, who: Who) -> None:
        room, text = self._opened().room, clean_text(text)
        if not text:
            raise BadInputError("there is nothing to say", "text")
        whisper = Whisper(new_id("w") + new_id(""), who.id, who.name, text, self._clock.wall_ms())
        await room.append(TeamWhispered(whisper.id, who.name, text), who.id)
        self._tell(Whispered(whisper))

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_S)
            self._news.claims(changed=self._team.sweep())


async def _check_alive(room: Room, message_id: str) -> None:
    found = await room.find(message_id)
    if found is None or found.state not in _ALIVE:
        raise NotFoundError("there is nothing to work on any more", message_id)
