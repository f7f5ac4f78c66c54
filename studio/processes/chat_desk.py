"""The room at the hub: opened after the page listens, wired to store, windows and viewer page."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from aiohttp import web

from studio.chat.connectors.connector import Connector
from studio.chat.joined import Joined
from studio.chat.room import Room
from studio.core.chat import Platform
from studio.core.chat_settings import ChatSettings
from studio.core.clock import SystemClock
from studio.core.errors import StudioError, UnavailableError
from studio.core.files import write_atomically
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    TOPIC_OF,
    AlarmCleared,
    AlarmRaised,
    ChatCounted,
    EngineConnected,
    Event,
    ShowStateChanged,
    Topic,
)
from studio.core.messages.results import ChatPage as ChatPageResult
from studio.core.messages.results import Done, Result, RuleFinding, RulesTried
from studio.core.records.payload import Payload
from studio.core.records.record import STUDIO, Record
from studio.core.records.studio import SettingChanged, ShowReached
from studio.core.room import ChatCounts, PersonStanding, RoomMessage
from studio.core.settings import Settings
from studio.core.status import Alarm, Severity, ShowState
from studio.core.tasks import TaskGroupKeeper
from studio.store.writer import LogWriter
from studio.web.chat_page import ChatPage

if TYPE_CHECKING:
    from studio.processes.chat_store import ChatStore

_log = logging.getLogger("studio.processes.chat_desk")

OWNER = "owner"  # whoever sits at the studio itself
ROOM_REQUESTS = (
    ask.GetMessages
    | ask.SearchMessages
    | ask.SendMessage
    | ask.DecideMessage
    | ask.TimeOutPerson
    | ask.ReadmitPerson
    | ask.SetRules
    | ask.TryRules
)
_FILE = "chat.json"
_ALARM = "chat-not-kept"
_WAIT_FOR_ENGINE_S = 4.0
_AGAIN_S = 10.0
_COUNT_S = 1.0
_UPKEEP_S = 3600.0
_PAGE_MESSAGES = 50
_PAGE_MS = 6 * 3_600_000
_LOBBY = "lobby"
_SEEN = (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED, ShowState.ENDING)
_NOT_OPEN = "the chat is not open yet"
_MOST_SETTING = 500


class ChatDesk:
    """On the hub's loop. ``tell`` tells the windows; ``page_key`` signs the page's cookies."""

    def __init__(
        self,
        data_dir: Path,
        tell: Callable[[Event], None],
        page_key: Callable[[], bytes],
        url: str = "",
    ) -> None:
        self._data_dir = data_dir
        self._url = url
        self._tell_windows = tell
        self._clock = SystemClock()
        self._page = ChatPage(self, page_key, self._clock)
        self._tasks = TaskGroupKeeper("chat-desk")
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="chat-open")
        self._may_open = asyncio.Event()
        self._is_open = asyncio.Event()
        self._store: ChatStore | None = None
        self._writer: LogWriter | None = None
        self._room: Room | None = None
        self._joined: Joined | None = None
        self._state = ShowState.OFF
        self._session_id = _LOBBY
        self.alarm: Alarm | None = None

    @property
    def settings(self) -> ChatSettings | None:
        """None while the room is not open."""
        return self._room.settings if self._room is not None else None

    def add_to(self, application: web.Application) -> None:
        """The chat of the viewer page."""
        self._page.add_to(application)

    def open(self) -> None:
        """Begin; the database is opened once the engine runs, so that nobody waits for it."""
        self._tasks.start(self._open(), "open")

    async def close(self) -> None:
        """Keep what waits, sign the chain, let the database go."""
        await self._page.close()
        await self._tasks.close()
        if self._joined is not None:
            await self._joined.close()
        if self._room is not None:
            self._room.news.flush()
        if self._store is not None and self._writer is not None:
            try:
                await self._store.sign(self._writer, self._clock.wall_ms())
            except UnavailableError as error:
                _log.warning("chain not signed", extra={"error": str(error)})
            lost = await self._writer.close()
            if lost:
                _log.error("records lost", extra={"count": lost})
            await self._store.close()
        self._opener.shutdown(wait=True)

    def join(self, connector: Callable[[Joined], Connector]) -> None:
        """Hear another platform; the room must be open."""
        if self._joined is None:
            raise UnavailableError(_NOT_OPEN, "chat")
        self._joined.join(connector(self._joined))

    def hear(self, event: Event) -> None:
        """Which show it is, and what of it belongs into the log."""
        if isinstance(event, EngineConnected):
            self._may_open.set()
        elif isinstance(event, ShowStateChanged):
            self.learn(event.state, event.started_wall_ms)
            self._append(ShowReached(event.state))

    def learn(self, state: ShowState, started_wall_ms: int) -> None:
        """What the engine does already."""
        self._state = state
        is_on = state in _SEEN and started_wall_ms > 0
        self._session_id = f"show-{started_wall_ms}" if is_on else _LOBBY
        if self._room is not None:
            self._room.session_id = self._session_id

    def settings_changed(self, before: Settings, after: Settings) -> None:
        """Into the log with it; servers are named by their section only, for their addresses."""
        for section in after.__struct_fields__:
            old, new = getattr(before, section), getattr(after, section)
            if old == new:
                continue
            if not isinstance(new, msgspec.Struct):
                self._append(SettingChanged(section), OWNER)
                continue
            for name in new.__struct_fields__:
                was, now = getattr(old, name), getattr(new, name)
                if was != now:
                    payload = SettingChanged(f"{section}.{name}", _said(was), _said(now))
                    self._append(payload, OWNER)

    async def answer(self, request: ROOM_REQUESTS, by: str = OWNER) -> Result:
        """Raises UnavailableError while the room is not open."""
        self._may_open.set()
        room, joined, store = self._room, self._joined, self._store
        if room is None or joined is None or store is None:
            raise UnavailableError(_NOT_OPEN, "chat")
        match request:
            case ask.GetMessages():
                return await self._messages(request, room, joined, store)
            case ask.SearchMessages():
                found = await store.archive.search(request.words, request.before, request.most)
                return ChatPageResult(tuple(found), len(found) == request.most)
            case ask.TryRules():
                return _tried(room, request)
            case _:
                await _act(room, joined, request, by)
        if isinstance(request, ask.SetRules):
            self._keep_settings(request.settings)
        return Done()

    def actor_of_page(self, user_id: str) -> str:
        """The pseudonym; empty while the room is not open."""
        return self._room.actor_of(Platform.PAGE, user_id) if self._room is not None else ""

    def history(self, actor: str) -> Sequence[RoomMessage]:
        """The last fifty that everybody sees, and what this reader waits for."""
        if self._room is None:
            return ()
        return self._room.shown.for_reader(actor, self._clock.wall_ms() - _PAGE_MS, _PAGE_MESSAGES)

    async def post(self, user_id: str, name: str, text: str, reply_to: str) -> RoomMessage:
        """Raises PostRefusedError, and UnavailableError while the room is not open."""
        if self._room is None:
            raise UnavailableError(_NOT_OPEN, "chat")
        return await self._room.post(user_id, name, text, reply_to)

    async def _messages(
        self, request: ask.GetMessages, room: Room, joined: Joined, store: "ChatStore"
    ) -> ChatPageResult:
        room.news.flush()  # what is told after this page is not on it
        found = await store.archive.latest(request.before, request.most)
        page = ChatPageResult(tuple(found), len(found) == request.most)
        if request.before:
            return page
        held = await store.archive.held()
        return msgspec.structs.replace(
            page,
            held=tuple(held),
            settings=room.settings,
            connectors=joined.statuses(),
            counts=self._counts(),
        )

    async def _open(self) -> None:
        try:
            await asyncio.wait_for(self._may_open.wait(), _WAIT_FOR_ENGINE_S)
        except TimeoutError:
            _log.info("the chat opens without the engine")
        while True:
            try:
                await self._open_room()
            except StudioError as error:
                self._complain(error.what)
                await asyncio.sleep(_AGAIN_S)
            else:
                break
        self._complain("")
        self._is_open.set()
        self._page.greet_all()
        self._tasks.start(self._tell_counts(), "counts")
        self._tasks.start(self._upkeep(), "upkeep")

    async def _open_room(self) -> None:
        loop = asyncio.get_running_loop()
        store = await loop.run_in_executor(self._opener, _opened, self._data_dir, self._url)
        try:
            blocked, latest, settings = await self._remembered(store)
        except StudioError:
            await store.close()
            raise
        writer = store.writer(self._complain)
        room = Room(writer.append, store.vault.pseudonym, store.archive, self._clock, self._tell)
        room.session_id, room.settings = self._session_id, settings
        room.take_blocks(blocked)
        for kept in latest:
            room.shown.put(kept)
        self._store, self._writer, self._room = store, writer, room
        self._joined = Joined(room, self._tell)

    async def _remembered(
        self, store: "ChatStore"
    ) -> tuple[list[PersonStanding], list[RoomMessage], ChatSettings]:
        blocked = await store.archive.blocked(self._clock.wall_ms())
        latest = await store.archive.latest(most=ask.MOST_IN_PAGE)
        loop = asyncio.get_running_loop()
        settings = await loop.run_in_executor(self._opener, _settings_of, self._data_dir)
        return blocked, latest, settings

    def _tell(self, event: Event) -> None:
        if TOPIC_OF[type(event)] is Topic.CHAT:
            self._page.hear(event)
        self._tell_windows(event)

    def _complain(self, trouble: str) -> None:
        """An alarm while the database takes nothing; gone when it does again."""
        if trouble:
            self.alarm = Alarm(
                _ALARM,
                Severity.WARNING,
                f"The chat cannot be kept: {trouble}",
                "Nothing is lost: messages wait until it can",
            )
            self._tell_windows(AlarmRaised(self.alarm))
        elif self.alarm is not None:
            self.alarm = None
            self._tell_windows(AlarmCleared(_ALARM))

    def _append(self, payload: Payload, actor: str = STUDIO) -> None:
        """Later, when there is a store; nobody waits for it."""
        record = Record(self._session_id, self._clock.wall_ms(), payload, actor)

        async def do() -> None:
            await self._is_open.wait()
            if self._writer is not None:
                try:
                    await self._writer.append(record)
                except StudioError as error:
                    _log.warning("not in the log", extra={"error": str(error)})

        self._tasks.start(do(), "append")

    def _counts(self) -> ChatCounts:
        if self._room is None or self._writer is None:
            return ChatCounts()
        return msgspec.structs.replace(
            self._room.counts, waiting=self._writer.waiting, readers=self._page.readers
        )

    async def _tell_counts(self) -> None:
        told = ChatCounts()
        while True:
            await asyncio.sleep(_COUNT_S)
            now = self._counts()
            if now != told:
                told = now
                self._tell_windows(ChatCounted(now))

    async def _upkeep(self) -> None:
        while self._store is not None and self._writer is not None:
            try:
                await self._store.upkeep(self._writer, self._clock.wall_ms())
            except StudioError as error:
                _log.warning("nobody erased", extra={"error": str(error)})
            await asyncio.sleep(_UPKEEP_S)

    def _keep_settings(self, settings: ChatSettings) -> None:
        try:
            write_atomically(self._data_dir / _FILE, msgspec.json.encode(settings))
        except OSError as error:
            raise UnavailableError(
                f"the rules hold now, but were not kept: {error.strerror}", _FILE
            ) from error


def _opened(data_dir: Path, url: str) -> "ChatStore":
    # Here and not above: the hub listens before the libraries of the database are loaded.
    from studio.processes.chat_store import open_chat_store

    return open_chat_store(data_dir, url)


def _settings_of(data_dir: Path) -> ChatSettings:
    """As they were kept; the first ones when there are none or they cannot be read."""
    try:
        return msgspec.json.decode((data_dir / _FILE).read_bytes(), type=ChatSettings)
    except FileNotFoundError:
        return ChatSettings()
    except (OSError, msgspec.DecodeError) as error:
        _log.warning("rules not read", extra={"error": str(error)})
        return ChatSettings()


async def _act(room: Room, joined: Joined, request: ask.Request, by: str) -> None:
    match request:
        case ask.SendMessage():
            await room.say(request.text, by, request.reply_to)
            await joined.say(request.text)
        case ask.DecideMessage():
            kept = await room.decide(request.message_id, request.decision, by, request.reason)
            await joined.decided(kept, request.decision)
        case ask.TimeOutPerson():
            await room.time_out(request.actor, request.seconds, by, request.reason)
            await joined.timed_out(request.actor, request.seconds, request.reason)
        case ask.ReadmitPerson():
            await room.readmit(request.actor, by, request.reason)
            await joined.readmitted(request.actor)
        case ask.SetRules():
            await room.set(request.settings, by)


def _tried(room: Room, request: ask.TryRules) -> RulesTried:
    judged = room.try_rules(request.text, request.roles, request.settings)
    return RulesTried(
        judged.verdict,
        tuple(RuleFinding(one.rule, one.action, one.reason, one.piece) for one in judged.findings),
    )


def _said(value: object) -> str:
    return msgspec.json.encode(value).decode()[:_MOST_SETTING]
