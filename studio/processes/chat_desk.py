"""The room at the hub: opened after the page listens, wired to store, windows and viewer page."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from aiohttp import web

from studio.chat.connectors.connector import Connector
from studio.chat.joined import Joined
from studio.chat.room import Room
from studio.chat.team_names import TeamNames
from studio.core.chat import Platform
from studio.core.chat_settings import ChatSettings
from studio.core.clock import JumpWatch, SystemClock
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    AlarmCleared,
    AlarmRaised,
    ChatCounted,
    EngineConnected,
    Event,
    ShowStateChanged,
)
from studio.core.messages.results import ChatPage as ChatPageResult
from studio.core.messages.results import Done, Result, RuleFinding, RulesTried
from studio.core.records.studio import ShowReached
from studio.core.room import ChatCounts, RoomMessage
from studio.core.status import Alarm, Severity, ShowState
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.processes.chat_log import ChatLog
from studio.processes.chat_opening import OpenChat, Opening, keep_settings
from studio.web.chat_page import ChatPage

_log = logging.getLogger("studio.processes.chat_desk")

ROOM_REQUESTS = ask.AnyRoomRequest
_ALARM = "chat-not-kept"
_WAIT_FOR_ENGINE_S = 4.0
_AGAIN_S = 10.0
_COUNT_S = 1.0
_UPKEEP_S = 3600.0
_JUMP_MS = 3_600_000
_PAGE_MESSAGES = 50
_PAGE_MS = 6 * 3_600_000
_LOBBY = "lobby"
_SEEN = (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED, ShowState.ENDING)
_NOT_OPEN = "the chat is not open yet"


class Fellow(Protocol):
    """Another desk on the same room."""

    async def open(self, chat: OpenChat) -> None:
        """The room is open now."""
        ...

    def hear(self, event: Event) -> None:
        """What happened in the room."""
        ...


class ChatDesk:
    """On the hub's loop. ``tell`` tells the windows; ``page_key`` signs the page's cookies.

    ``fellows``: desks beside this one, added before `open`.
    """

    def __init__(
        self,
        data_dir: Path,
        tell: Callable[[Event], None],
        page_key: Callable[[], bytes],
        url: str = "",
        names: TeamNames | None = None,
    ) -> None:
        self._data_dir = data_dir
        self._tell_windows = tell
        self._clock = SystemClock()
        self.page = ChatPage(self, page_key, self._clock)
        self.fellows: list[Fellow] = []
        self._tasks = TaskGroupKeeper("chat-desk")
        self.names = names or TeamNames()
        self._opening = Opening(data_dir, url, self._clock, self.names)
        self._may_open = asyncio.Event()
        self._chat: OpenChat | None = None
        self.log = ChatLog(self._clock)
        self.log.session_id = _LOBBY
        self.alarm: Alarm | None = None

    @property
    def settings(self) -> ChatSettings | None:
        """As they hold now; None while the room is not open."""
        return self._chat.room.in_force if self._chat is not None else None

    def add_to(self, application: web.Application) -> None:
        """The chat of the viewer page."""
        self.page.add_to(application)

    def open(self) -> asyncio.Task[None]:
        """Begin; the database is opened once the engine runs, so that nobody waits for it.

        The task is over when the desks beside this one are open too.
        """
        return self._tasks.start(self._open(), "open")

    async def close(self) -> None:
        """Keep what waits, sign the chain, let the database go."""
        await self.page.close()
        await self.log.close()
        await self._tasks.close()
        if self._chat is not None:
            await self._chat.close(self._clock.wall_ms())
        self._opening.close()

    def join(self, connector: Callable[[Joined], Connector]) -> None:
        """Hear another platform. Raises UnavailableError while the room is not open."""
        joined = self.opened().joined
        joined.join(connector(joined))

    def hear(self, event: Event) -> None:
        """Which show it is, and what of it belongs into the log."""
        if isinstance(event, EngineConnected):
            self._may_open.set()
        elif isinstance(event, ShowStateChanged):
            self.learn(event.state, event.started_wall_ms)
            self.log.append(ShowReached(event.state))

    def learn(self, state: ShowState, started_wall_ms: int) -> None:
        """What the engine does already."""
        is_on = state in _SEEN and started_wall_ms > 0
        self.log.session_id = f"show-{started_wall_ms}" if is_on else _LOBBY
        if self._chat is not None:
            self._chat.room.session_id = self.log.session_id

    async def answer(self, request: ROOM_REQUESTS, who: Who) -> Result:
        """Raises UnavailableError while the room is not open."""
        self._may_open.set()
        chat = self.opened()
        match request:
            case ask.GetMessages():
                return await _messages(chat, request, self._counts(), self.names)
            case ask.SearchMessages():
                archive = chat.store.archive
                found = await archive.search(request.words, request.before, request.most)
                return ChatPageResult(self.names.signed(found), len(found) == request.most)
            case ask.TryRules():
                return _tried(chat.room, request)
            case _:
                await _act(chat, request, who)
        if isinstance(request, ask.SetRules):
            keep_settings(self._data_dir, request.settings)
        return Done()

    def actor_of_page(self, user_id: str) -> str:
        """The pseudonym; empty while the room is not open."""
        return self._chat.room.actor_of(Platform.PAGE, user_id) if self._chat is not None else ""

    def history(self, actor: str) -> Sequence[RoomMessage]:
        """The last fifty that everybody sees, and what this reader waits for."""
        if self._chat is None:
            return ()
        since_ms = self._clock.wall_ms() - _PAGE_MS
        return self._chat.room.shown.for_reader(actor, since_ms, _PAGE_MESSAGES)

    async def before(self, place: int, most: int) -> Sequence[RoomMessage]:
        """The last messages before that place in the log, oldest first, whatever their state."""
        return await self.opened().store.archive.latest(place, most)

    async def post(self, user_id: str, name: str, text: str, reply_to: str) -> RoomMessage:
        """Raises PostRefusedError, and UnavailableError while the room is not open."""
        return await self.opened().room.post(user_id, name, text, reply_to)

    def opened(self) -> OpenChat:
        """The open room. Raises UnavailableError while it is not."""
        if self._chat is None:
            raise UnavailableError(_NOT_OPEN, "chat")
        return self._chat

    async def _open(self) -> None:
        try:
            await asyncio.wait_for(self._may_open.wait(), _WAIT_FOR_ENGINE_S)
        except TimeoutError:
            _log.info("the chat opens without the engine")
        while self._chat is None:
            try:
                self._chat = await self._opening.open(self.tell, self._complain)
            except StudioError as error:
                self._complain(error.what, _hint_of(error))
                await asyncio.sleep(_AGAIN_S)
        self._complain("")
        self._chat.room.session_id = self.log.session_id
        self.log.open(self._chat.writer.append)
        for fellow in self.fellows:
            await fellow.open(self._chat)
        self.page.greet_all()
        self._tasks.start(self._tell_counts(), "counts")
        self._tasks.start(self._upkeep(self._chat), "upkeep")

    def tell(self, event: Event) -> None:
        """Windows, viewer pages and the desks beside this one hear it."""
        self.page.hear(event)
        for fellow in self.fellows:
            fellow.hear(event)
        self._tell_windows(event)

    def _complain(self, trouble: str, hint: str = "") -> None:
        """An alarm while the database takes nothing; gone when it does again."""
        if trouble:
            alarm = Alarm(
                _ALARM,
                Severity.WARNING,
                f"The chat cannot be kept: {trouble}",
                hint or "Nothing is lost: messages wait until it can",
            )
            if alarm != self.alarm:
                self.alarm = alarm
                self._tell_windows(AlarmRaised(alarm))
        elif self.alarm is not None:
            self.alarm = None
            self._tell_windows(AlarmCleared(_ALARM))

    def _counts(self) -> ChatCounts:
        if self._chat is None:
            return ChatCounts()
        waiting, readers = self._chat.writer.waiting, self.page.readers
        return msgspec.structs.replace(self._chat.room.counts, waiting=waiting, readers=readers)

    async def _tell_counts(self) -> None:
        told = ChatCounts()
        while True:
            await asyncio.sleep(_COUNT_S)
            now = self._counts()
            if now != told:
                told = now
                self._tell_windows(ChatCounted(now))

    async def _upkeep(self, chat: OpenChat) -> None:
        watch = JumpWatch(self._clock, _JUMP_MS)
        while True:
            if watch.has_jumped:  # whoever is erased for a wrong date does not come back
                _log.warning("nobody erased: the clock was changed; looked at again at the start")
                await asyncio.sleep(_UPKEEP_S)
                continue
            try:
                await chat.store.upkeep(chat.writer, self._clock.wall_ms())
            except StudioError as error:
                _log.warning("nobody erased", extra={"error": str(error)})
            await asyncio.sleep(_UPKEEP_S)


def _hint_of(error: StudioError) -> str:
    """What to do about a database that cannot be opened."""
    if isinstance(error, UnavailableError):
        return "The show goes on without the chat, which opens once the database is there"
    if isinstance(error, BadInputError):
        return "Mend the database's address in the settings and start again"
    return "Use the newer studio, or another database; the show goes on without the chat"


async def _messages(
    chat: OpenChat, request: ask.GetMessages, counts: ChatCounts, names: TeamNames
) -> ChatPageResult:
    found = await chat.store.archive.latest(request.before, request.most)
    page = ChatPageResult(names.signed(found), len(found) == request.most)
    if request.before:
        return page
    return msgspec.structs.replace(
        page,
        held=names.signed(await chat.store.archive.held()),
        settings=chat.room.settings,
        shield=chat.room.shield.state,
        connectors=chat.joined.statuses(),
        counts=counts,
    )


async def _act(chat: OpenChat, request: ask.Request, who: Who) -> None:
    moderating = chat.moderating
    match request:
        case ask.SendMessage():
            await chat.room.say(request.text, who.id, request.reply_to)
            await chat.joined.say(request.text)
        case ask.DecideMessage():
            await moderating.decide(request.message_id, request.decision, who, request.reason)
        case ask.TimeOutPerson():
            await moderating.time_out(request.actor, request.seconds, who, request.reason)
        case ask.ReadmitPerson():
            await moderating.readmit(request.actor, who, request.reason)
        case ask.SetRules():
            await moderating.set_rules(request.settings, who)


def _tried(room: Room, request: ask.TryRules) -> RulesTried:
    judged = room.try_rules(request.text, request.roles, request.settings)
    return RulesTried(
        judged.verdict,
        tuple(RuleFinding(one.rule, one.action, one.reason, one.piece) for one in judged.findings),
    )
