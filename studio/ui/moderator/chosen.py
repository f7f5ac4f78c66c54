"""Which message the keys are about: the one that is chosen in the lane used last."""

from PySide6.QtCore import QObject, Signal

from studio.core.room import RoomMessage
from studio.ui.chat.view import MessageView


class Chosen(QObject):
    """``changed`` when it is another message, or the same one in another state."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lane = ""
        self.message: RoomMessage | None = None
        self._views: dict[str, MessageView] = {}

    @property
    def view(self) -> MessageView | None:
        """The list that was used last."""
        return self._views.get(self.lane)

    def watch(self, lane: str, view: MessageView) -> None:
        """Messages may be chosen in that lane; the first one counts until another is used."""
        self._views[lane] = view
        self.lane = self.lane or lane
        view.chosen_changed.connect(lambda: self._use(lane))

    def use(self, lane: str) -> None:
        """Keys are about that lane from now on, at its first message if none is chosen."""
        view = self._views.get(lane)
        if view is not None:
            view.setFocus()
            self._use(lane)
            if view.chosen() is None:
                view.step(1)

    def step(self, by: int) -> None:
        """The next message of the lane, or the one before."""
        view = self.view
        if view is not None:
            view.setFocus()
            view.step(by)

    def find(self, message_id: str, lane: str = "") -> bool:
        """Choose a message wherever it stands, that lane first; False: nowhere."""
        for name in sorted(self._views, key=lambda one: one != lane):
            if self._views[name].choose(message_id):
                self._views[name].setFocus()
                self._use(name)
                return True
        return False

    def refresh(self) -> None:
        """What became of it."""
        self._take(self.view.chosen() if self.view is not None else None)

    def _use(self, lane: str) -> None:
        view = self._views[lane]
        # A list that changes by itself does not take the keys from the one that is worked in.
        if lane != self.lane and not view.hasFocus():
            return
        is_another = lane != self.lane
        self.lane = lane
        self._take(view.chosen(), is_another=is_another)

    def _take(self, kept: RoomMessage | None, *, is_another: bool = False) -> None:
        if kept != self.message or is_another:
            self.message = kept
            self.changed.emit()
