"""Which message is pinned: kept in the log first, gone as soon as it may not be seen."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from studio.core.chat import MessageState
from studio.core.clock import Clock
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages.events import Event, MessagesChanged, PicturePartsSet, PinChanged
from studio.core.messages.pin_requests import PinMessage
from studio.core.pins import PictureParts, Pin
from studio.core.records.payload import Payload
from studio.core.records.pins import (
    MessagePinned,
    MessageUnpinned,
    PicturePartsChanged,
    Unpinning,
)
from studio.core.records.record import STUDIO
from studio.core.room import MessageChange, RoomMessage

Keep = Callable[[Payload, str], Awaitable[int]]
_MS_PER_S = 1000


class Messages(Protocol):
    """Where messages are found."""

    async def message(self, message_id: str) -> RoomMessage | None:
        """The message as it stands now, if there is one."""
        ...

    async def stored(self, message_id: str) -> RoomMessage | None:
        """The same as the store has it, without words once its author was erased."""
        ...


class Pinning:
    """On the hub's loop. ``keep(payload, actor)`` returns once it is on the disk."""

    def __init__(
        self, messages: Messages, keep: Keep, clock: Clock, tell: Callable[[Event], None]
    ) -> None:
        self._messages = messages
        self.keep = keep
        self._clock = clock
        self._tell = tell
        self.pin: Pin | None = None
        self.parts = PictureParts()

    async def take_up(self, pinned: Payload | None, parts: Payload | None, by: str) -> None:
        """What the log says last; nothing new is written."""
        if isinstance(parts, PicturePartsChanged):
            self.parts = PictureParts(parts.has_polls, parts.has_draws)
        if not isinstance(pinned, MessagePinned) or self._is_over(pinned.until_wall_ms):
            return
        kept = await self._messages.message(pinned.message_id)
        if kept is not None and is_shown(kept):
            where = (pinned.is_on_picture, pinned.is_on_page)
            self.pin = Pin(kept, by, *where, pinned.until_wall_ms)

    async def put(self, request: PinMessage, by: str) -> None:
        """Pin it instead of the one before. Raises NotFoundError and BadInputError."""
        if not (request.is_on_picture or request.is_on_page):
            raise BadInputError("choose the picture, the page or both", "PinMessage")
        kept = await self._messages.message(request.message_id)
        if kept is None:
            raise NotFoundError("there is no such message", request.message_id)
        if not is_shown(kept):
            raise BadInputError("only a message that everybody sees can be pinned", "PinMessage")
        now_ms = self._clock.wall_ms()
        until_ms = now_ms + request.seconds * _MS_PER_S if request.seconds else 0
        where = (request.is_on_picture, request.is_on_page)
        await self.keep(MessagePinned(request.message_id, *where, until_ms), by)
        again = await self._messages.message(request.message_id)
        if again is None or not is_shown(again):  # deleted while it was being written down
            await self.keep(MessageUnpinned(request.message_id, Unpinning.NOT_VISIBLE), STUDIO)
            raise BadInputError("the message was deleted meanwhile", "PinMessage")
        self._set(Pin(again, by, *where, until_ms))

    async def take_down(self, by: str) -> None:
        """Nothing is pinned any more."""
        if self.pin is not None:
            await self.keep(MessageUnpinned(self.pin.message.message.id), by)
            self._set(None)

    async def show_parts(self, parts: PictureParts, by: str) -> None:
        """Polls and draws on the picture from now on, or not."""
        if parts != self.parts:
            await self.keep(PicturePartsChanged(parts.has_polls, parts.has_draws), by)
            self.parts = parts
            self._tell(PicturePartsSet(parts))

    def hear(self, event: Event) -> MessageUnpinned | None:
        """What is to be kept if the pinned message went; it is seen no more from this moment on."""
        if self.pin is None or not isinstance(event, MessagesChanged):
            return None
        message_id = self.pin.message.message.id
        if not any(one.message_id == message_id and _is_gone(one) for one in event.changes):
            return None
        self._set(None)
        return MessageUnpinned(message_id, Unpinning.NOT_VISIBLE)

    def over_now(self) -> MessageUnpinned | None:
        """As `hear`, when its time is over."""
        pin = self.pin
        if pin is None or not self._is_over(pin.until_wall_ms):
            return None
        self._set(None)
        return MessageUnpinned(pin.message.message.id, Unpinning.TIME_OVER)

    async def erased_now(self) -> MessageUnpinned | None:
        """As `hear`, when the store has nothing left of it."""
        pin = self.pin
        if pin is None:
            return None
        message_id = pin.message.message.id
        kept = await self._messages.stored(message_id)
        is_left = kept is not None and bool(kept.message.text)
        if is_left or self.pin is not pin:
            return None
        self._set(None)
        return MessageUnpinned(message_id, Unpinning.ERASED)

    def _set(self, pin: Pin | None) -> None:
        self.pin = pin
        self._tell(PinChanged(pin))

    def _is_over(self, until_wall_ms: int) -> bool:
        return bool(until_wall_ms) and self._clock.wall_ms() >= until_wall_ms


def is_shown(kept: RoomMessage) -> bool:
    """Whether everybody may see it, and there is something to see."""
    return kept.state is MessageState.VISIBLE and bool(kept.message.text)


def _is_gone(change: MessageChange) -> bool:
    return change.state is not MessageState.VISIBLE
