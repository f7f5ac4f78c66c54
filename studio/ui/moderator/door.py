"""The way into a studio from a moderator's machine: where one stands, and what can be tried."""

import enum
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class DoorState(enum.Enum):
    """How it stands with the studio.

    NOBODY: none is known. REFUSED: it lets this machine in no more. STRANGER: another computer
    answers in its place. FAILED: the invitation did not do.
    """

    NOBODY = "nobody"
    PAIRING = "pairing"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    LOST = "lost"
    REFUSED = "refused"
    STRANGER = "stranger"
    FAILED = "failed"


_INSIDE = (DoorState.CONNECTED, DoorState.LOST)


class Door(QObject):
    """``pair(invitation, name)`` tries an invitation. `say` may be called from any thread.

    ``name``: how this machine calls itself unless a person says otherwise.
    """

    changed = Signal()
    _told = Signal(object, str)

    def __init__(self, pair: Callable[[str, str], object], name: str = "") -> None:
        super().__init__()
        self._pair = pair
        self.name = name
        self.state = DoorState.CONNECTING
        self.reason = ""
        self._told.connect(self._take)

    @property
    def is_inside(self) -> bool:
        """Whether there is a studio to work on, even if it is not reached at this moment.

        The one on this machine is there in a moment, and has no name to be told.
        """
        is_here = self.state is DoorState.CONNECTING and not self.reason
        return self.state in _INSIDE or is_here

    def say(self, state: DoorState, reason: str = "") -> None:
        """It stands so now; ``reason`` as the studio says it, or the studio's address."""
        self._told.emit(state, reason)

    def pair(self, invitation: str, name: str) -> None:
        """Try an invitation; what comes of it is told later."""
        self.name = name
        self._take(DoorState.PAIRING, "")
        self._pair(invitation, name)

    def _take(self, state: DoorState, reason: str) -> None:
        if (state, reason) != (self.state, self.reason):
            self.state, self.reason = state, reason
            self.changed.emit()
