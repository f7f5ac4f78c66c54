"""The show's state where the window is not seen: title, task bar, and tray where there is one."""

import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QSystemTrayIcon

from studio.ui.condition import Condition, Standing, StandingWatch
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.state_shape import state_icon

_PROGRAM = "Hawker"


def title_of(standing: Standing, show_name: str) -> str:
    """State, show, program: the state first, because a task bar cuts the end off."""
    parts = [_PROGRAM]
    if show_name:
        parts.insert(0, show_name)
    if standing.condition is not Condition.OFF:
        parts.insert(0, standing.word)
    return " — ".join(parts)


class Outside(QObject):
    """Follows the session for one window."""

    def __init__(self, window: QMainWindow, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._watch = StandingWatch()
        self._shown: Condition | None = None
        self.tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = QSystemTrayIcon(self)
            self.tray.activated.connect(lambda _why: self._come_forward())
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        standing = self._watch.look(state, time.monotonic())
        title = title_of(standing, state.show.name if state.show is not None else "")
        self._window.setWindowTitle(title)
        if standing.condition is not self._shown:
            self._shown = standing.condition
            drawn = state_icon(standing, self._theme)
            self._window.setWindowIcon(drawn)
            if self.tray is not None:
                self.tray.setIcon(drawn)
                self.tray.show()
        if self.tray is not None:
            self.tray.setToolTip("\n".join([title, *standing.reasons]))

    def _come_forward(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()
