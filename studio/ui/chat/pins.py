"""What is pinned, as a window knows it; asked anew whenever the hub is there again."""

from PySide6.QtCore import QObject, Signal

from studio.core.messages.events import (
    ChatCounted,
    Event,
    PicturePartsSet,
    PinChanged,
)
from studio.core.messages.requests import GetPinned, PinMessage, SetPictureParts, Unpin
from studio.core.messages.results import Pinned, Result
from studio.core.pins import PictureParts, Pin
from studio.core.room import RoomMessage
from studio.ui.session import Session


class Pins(QObject):
    """``changed`` when another message is pinned, or none, or other parts are shown."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.pin: Pin | None = None
        self.parts = PictureParts()
        self.is_known = self._is_asking = False
        session.heard.connect(self._hear)
        session.changed.connect(self._follow)
        self._follow()

    def put(self, kept: RoomMessage, *, is_on_picture: bool) -> None:
        """Pin it onto the page, and onto the picture too if that is wanted."""
        self._session.ask(PinMessage(kept.message.id, is_on_picture, True))

    def take_down(self) -> None:
        """Pin nothing."""
        if self.pin is not None:
            self._session.ask(Unpin())

    def show_parts(self, parts: PictureParts) -> None:
        """Show polls and draws on the picture, or not."""
        self._session.ask(SetPictureParts(parts))

    def _follow(self) -> None:
        if not self._session.state.is_connected:
            self.is_known = False
        elif not self.is_known and not self._is_asking:
            self._is_asking = True
            self._session.ask_quietly(GetPinned(), self._take, self._missed)

    def _missed(self) -> None:
        self._is_asking = False

    def _take(self, result: Result) -> None:
        self._is_asking = False
        if isinstance(result, Pinned):
            self.is_known = True
            self._set(result.pin, result.parts)

    def _hear(self, event: Event) -> None:
        if isinstance(event, PinChanged):
            self._set(event.pin, self.parts)
        elif isinstance(event, PicturePartsSet):
            self._set(self.pin, event.parts)
        elif isinstance(event, ChatCounted):
            self._follow()  # the room opened after the window asked

    def _set(self, pin: Pin | None, parts: PictureParts) -> None:
        if (pin, parts) != (self.pin, self.parts):
            self.pin, self.parts = pin, parts
            self.changed.emit()
