"""What lies over the picture and on top of the page's chat: pinned, told to the engine, kept."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from studio.chat.cards import cards_of
from studio.chat.pinning import Pinning
from studio.core.clock import Clock
from studio.core.engage import Shown
from studio.core.errors import StudioError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import EngageShown, EngineConnected, Event
from studio.core.messages.results import Done, Pinned, Result
from studio.core.overlay import AnyCard
from studio.core.pins import Pin
from studio.core.records.payload import Payload
from studio.core.records.pins import MessagePinned, MessageUnpinned, PicturePartsChanged
from studio.core.records.record import STUDIO, Record
from studio.core.room import RoomMessage
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.processes.chat_desk import ChatDesk
from studio.processes.chat_opening import OpenChat
from studio.web.older_page import OlderPage
from studio.web.pin_page import PinPage

_log = logging.getLogger("studio.processes.overlay_desk")

PIN_REQUESTS = ask.PinMessage | ask.Unpin | ask.GetPinned | ask.SetPictureParts
_LOOK_S = 1.0
_LOOKS_A_QUESTION = 30  # whether its author is still known is asked less often


class OverlayDesk:
    """On the hub's loop, beside the room's own desk, whose windows and pages it tells.

    ``shown_now``: the poll and the draw that run.
    """

    def __init__(
        self,
        chat: ChatDesk,
        engine: Callable[[ask.Request], Awaitable[Result]],
        clock: Clock,
    ) -> None:
        self._engine = engine
        self.shown_now: Callable[[], Shown] = Shown
        self._tell = chat.tell
        self._clock = clock
        self._pinning: Pinning | None = None
        self._turn = asyncio.Lock()
        self._woken = asyncio.Event()
        self._is_at_once = False
        self._sent: tuple[AnyCard, ...] | None = None
        self._tasks = TaskGroupKeeper("overlay-desk")
        chat.fellows.append(self)
        chat.page.add_part(PinPage(self.pin_now))
        chat.page.add_part(OlderPage(chat.before, clock))

    def pin_now(self) -> Pin | None:
        """What is pinned."""
        return self._pinning.pin if self._pinning is not None else None

    async def open(self, chat: OpenChat) -> None:
        """The room is open: what the log says last holds again, and the engine is told."""
        room = _OpenRoom(chat, self._clock)
        pinning = Pinning(room, room.keep, self._clock, self._tell_all)
        newest = chat.store.archive.newest
        pinned = await newest((MessagePinned, MessageUnpinned))
        parts = await newest((PicturePartsChanged,))
        await pinning.take_up(
            pinned.payload if pinned is not None else None,
            parts.payload if parts is not None else None,
            pinned.actor if pinned is not None else STUDIO,
        )
        self._pinning = pinning
        self._tasks.start(self._push(), "push")
        self._tasks.start(self._look(pinning, room), "look")
        self._woken.set()

    def hear(self, event: Event) -> None:
        """What was deleted is over; a fresh engine is told everything."""
        if isinstance(event, EngineConnected):
            self._sent = None
        if isinstance(event, EngineConnected | EngageShown):
            self._woken.set()
        if self._pinning is None:
            return
        gone = self._pinning.hear(event)
        if gone is not None:
            self._is_at_once = True
            self._tasks.start(self._keep(self._pinning, gone), "keep")

    async def answer(self, request: PIN_REQUESTS, who: Who) -> Result:
        """Raises UnavailableError while the room is not open."""
        pinning = self._pinning
        if pinning is None:
            raise UnavailableError("the chat is not open yet", "chat")
        if isinstance(request, ask.GetPinned):
            return Pinned(pinning.pin, pinning.parts)
        async with self._turn:
            match request:
                case ask.PinMessage():
                    await pinning.put(request, who.id)
                case ask.Unpin():
                    await pinning.take_down(who.id)
                case ask.SetPictureParts():
                    await pinning.show_parts(request.parts, who.id)
        return Done()

    async def close(self) -> None:
        """End; what is pinned stays so for the next hub."""
        await self._tasks.close()

    def _tell_all(self, event: Event) -> None:
        self._woken.set()
        self._tell(event)

    def _cards(self) -> tuple[AnyCard, ...]:
        if self._pinning is None:
            return ()
        return cards_of(self._pinning.pin, self.shown_now(), self._pinning.parts)

    async def _push(self) -> None:
        """The newest cards to the engine, one telling after the other."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            cards = self._cards()
            if cards == self._sent:
                continue
            is_at_once, self._is_at_once = self._is_at_once, False
            try:
                await self._engine(ask.ShowOverlay(cards, is_at_once))
            except StudioError as error:  # it is told again once it is there
                self._sent = None
                _log.info("cards not shown", extra={"error": str(error)})
            else:
                self._sent = cards

    async def _look(self, pinning: Pinning, room: "_OpenRoom") -> None:
        looks = 0
        while True:
            await asyncio.sleep(_LOOK_S)
            looks += 1
            self._woken.set()  # what was taken up after a restart is told by nobody
            try:
                gone = pinning.over_now()
                if gone is None and looks % _LOOKS_A_QUESTION == 0:
                    gone = await pinning.erased_now()
                    self._is_at_once = self._is_at_once or gone is not None
                if gone is not None:
                    self._woken.set()
                    await room.keep(gone, STUDIO)
            except StudioError as error:
                _log.warning("pinned message not looked at", extra={"error": str(error)})

    async def _keep(self, pinning: Pinning, gone: MessageUnpinned) -> None:
        try:
            await pinning.keep(gone, STUDIO)
        except StudioError as error:
            _log.warning("not in the log", extra={"error": str(error)})


class _OpenRoom:
    """The open room as pinning needs it."""

    def __init__(self, chat: OpenChat, clock: Clock) -> None:
        self._chat = chat
        self._clock = clock

    async def message(self, message_id: str) -> RoomMessage | None:
        """One of the newest, or one of the store."""
        kept = self._chat.room.shown.get(message_id)
        return kept or await self._chat.store.archive.one(message_id)

    async def stored(self, message_id: str) -> RoomMessage | None:
        """As the store has it, where nothing is left of somebody who was erased."""
        return await self._chat.store.archive.one(message_id)

    async def keep(self, payload: Payload, actor: str) -> int:
        """Returns once it is on the disk."""
        session_id, wall_ms = self._chat.room.session_id, self._clock.wall_ms()
        return await self._chat.writer.append(Record(session_id, wall_ms, payload, actor))
