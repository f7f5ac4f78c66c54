"""Alarms that are heard: a short tone for what is new, again and again for what is urgent.

The tone is made beside the programme and never goes through the mixer. While the computer's own
sound is on air it would be heard by viewers all the same, so then the window only flashes.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from studio.core.sources import SystemSoundSettings
from studio.core.status import RecorderState, Severity
from studio.ui.health.judge import Reason
from studio.ui.session import Session
from studio.ui.state import ViewState

_AGAIN_S = 10.0
_FLASH_MS = 4000
_LOUD = (Severity.URGENT, Severity.WARNING)


class BellBook:
    """Decides when it rings; time in seconds is given."""

    def __init__(self) -> None:
        self._rung_s: dict[str, float] = {}
        self._acknowledged: set[str] = set()

    @property
    def waiting(self) -> frozenset[str]:
        """Ids of what rang and nobody has acknowledged."""
        return frozenset(self._rung_s) - self._acknowledged

    def due(self, reasons: tuple[Reason, ...], now_s: float) -> Severity | None:
        """How loud to ring now; None: not at all."""
        loud = {one.id: one.severity for one in reasons if one.severity in _LOUD}
        self._rung_s = {key: at for key, at in self._rung_s.items() if key in loud}
        self._acknowledged &= set(loud)
        due = [key for key, severity in loud.items() if self._is_due(key, severity, now_s)]
        for key in due:
            self._rung_s[key] = now_s
        if not due:
            return None
        is_urgent = any(loud[key] is Severity.URGENT for key in due)
        return Severity.URGENT if is_urgent else Severity.WARNING

    def acknowledge(self) -> int:
        """Somebody saw all of it; how many that were."""
        count = len(self.waiting)
        self._acknowledged |= set(self._rung_s)
        return count

    def _is_due(self, key: str, severity: Severity, now_s: float) -> bool:
        if key not in self._rung_s:
            return True
        is_urgent = severity is Severity.URGENT and key not in self._acknowledged
        return is_urgent and now_s - self._rung_s[key] >= _AGAIN_S


def may_sound(state: ViewState) -> bool:
    """Whether a tone of this computer stays in this room, and is wanted."""
    if state.settings.ui.is_alarm_muted:
        return False
    is_recording = state.recorder.state is RecorderState.RECORDING
    if state.show is None or not (state.is_on_air or is_recording):
        return True
    open_ones = {strip.source_id for strip in state.show.strips if not strip.is_muted}
    return not any(
        isinstance(source.settings, SystemSoundSettings) and source.id in open_ones
        for source in state.show.sources
    )


class Bell(QObject):
    """Rings for one window. ``play(is_urgent)`` makes the tone and may be replaced."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self.book = BellBook()
        self.play: Callable[[bool], None] = lambda _is_urgent: QApplication.beep()

    def hear(self, reasons: tuple[Reason, ...]) -> None:
        """After every look of the health bar."""
        loudness = self.book.due(reasons, time.monotonic())
        if loudness is None:
            return
        QApplication.alert(self._window, 0 if loudness is Severity.URGENT else _FLASH_MS)
        if may_sound(self._session.state):
            self.play(loudness is Severity.URGENT)

    def acknowledge(self) -> int:
        """Ring no more for what is wrong now; how many reasons that are."""
        return self.book.acknowledge()
