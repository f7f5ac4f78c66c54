"""The team's work at the hub: who is here, claims, whispers, undo, persons, and the audit chain."""

import asyncio
from collections.abc import Callable, Iterable

from studio.chat.team import Team
from studio.chat.team_names import TeamNames
from studio.chat.team_news import TeamNews
from studio.core.chat import ChatRole, MessageState
from studio.core.clock import Clock, SystemClock
from studio.core.errors import NotFoundError
from studio.core.ids import new_id
from studio.core.messages import requests as ask
from studio.core.messages.events import Event, MessagesAdded, MessagesChanged, Whispered
from studio.core.messages.results import AuditPage, Done, PersonCard, Result, TeamNow
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from studio.core.records.team import ClaimHandedOver, TeamWhispered
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.core.teamwork import Whisper
from studio.processes.chat_opening import OpenChat

TEAM_REQUESTS = ask.AnyTeamRequest
_SWEEP_S = 1.0
_ALIVE = (MessageState.VISIBLE, MessageState.HELD)


class TeamDesk:
    """On the hub's loop. ``opened`` gives the room, and raises while it is not open."""

    def __init__(
        self,
        opened: Callable[[], OpenChat],
        tell: Callable[[Event], None],
        names: TeamNames,
        clock: Clock | None = None,
    ) -> None:
        self._opened = opened
        self._tell = tell
        self._names = names
        self._clock = clock or SystemClock()
        self._team = Team(self._clock)
        self._news = TeamNews(self._team, tell)
        self._tasks = TaskGroupKeeper("team-desk")

    def open(self) -> None:
        """Begin to look after claims that nobody holds any more."""
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
            self._decided(one.message_id for one in event.changes)
        elif isinstance(event, MessagesAdded):
            written = [one.message for one in event.messages]
            self._decided(
                one.reply_to for one in written if ChatRole.BROADCASTER in one.author.roles
            )

    async def answer(self, request: TEAM_REQUESTS, who: Who) -> Result:
        """Raises UnavailableError while the room is not open and it needs it."""
        match request:
            case ask.GetTeam():
                return self._now(who)
            case ask.LookAt():
                changed = self._team.look(who, request.lane, request.message_id)
                self._news.members(changed=changed)
            case ask.ClaimMessage() | ask.HandOver():
                await self._claim(request, who)
            case ask.ReleaseMessage():
                self._news.claims(changed=self._team.release(request.message_id, who))
            case ask.WhisperTeam():
                await self._whisper(request.text, who)
            case ask.GetPerson():
                return PersonCard(request.actor)
            case ask.GetAudit():
                return AuditPage()
            case ask.UndoAct() | ask.NotePerson() | ask.MarkPerson():
                raise NotFoundError("this cannot be done yet", "team")
        return Done()

    def _now(self, who: Who) -> TeamNow:
        return TeamNow(
            who,
            self._team.members(),
            self._team.claims(),
            now_wall_ms=self._clock.wall_ms(),
        )

    def _decided(self, message_ids: Iterable[str]) -> None:
        self._news.claims(changed=self._team.decided(message_ids))

    async def _claim(self, request: ask.ClaimMessage | ask.HandOver, who: Who) -> None:
        message_id = request.message_id
        found = await self._opened().room.find(message_id)
        if found is None or found.state not in _ALIVE:
            raise NotFoundError("there is nothing to work on any more", message_id)
        if isinstance(request, ask.ClaimMessage):
            changed = self._team.claim(message_id, who)
        else:
            self._team.check_hand_over(message_id, who, request.to)
            await self._keep(ClaimHandedOver(message_id, request.to), who)
            changed = self._team.hand_over(message_id, request.to)
        self._news.claims(changed=changed)

    async def _whisper(self, text: str, who: Who) -> None:
        whisper = Whisper(new_id("w") + new_id(""), who.id, who.name, text, self._clock.wall_ms())
        await self._keep(TeamWhispered(whisper.id, who.name, text), who)
        self._tell(Whispered(whisper))

    async def _keep(self, payload: Payload, who: Who) -> int:
        chat = self._opened()
        now_ms = self._clock.wall_ms()
        return await chat.writer.append(Record(chat.room.session_id, now_ms, payload, who.id))

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_S)
            self._news.claims(changed=self._team.sweep())
