"""The shield as one button: raised in two clicks, and lowered in one; it says how long it stays."""

import time

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from studio.core.messages.events import Event, ShieldChanged
from studio.core.messages.requests import LowerShield
from studio.core.shield import ShieldState
from studio.ui.chat.rule_words import left_words
from studio.ui.chat.shield_dialog import ShieldDialog
from studio.ui.icons import icon
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr

_TICK_MS = 1000


class ShieldButton(QToolButton):
    """Follows the hub's events; `show_shield` takes what a window learned when it came in."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.shield: ShieldState | None = None
        self.setObjectName("shield")
        self.setIconSize(QSize(18, 18))
        self.clicked.connect(lambda _checked=False: self.press())
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._draw)
        session.heard.connect(self._hear)
        self._draw()

    def press(self) -> None:
        """Ask how strict and how long; or down at once, if it is up."""
        if self.shield is not None:
            self._session.ask(LowerShield())
            return
        dialog = ShieldDialog(self._session, self.window())
        dialog.open()

    def show_shield(self, shield: ShieldState | None) -> None:
        """As it is now."""
        self.shield = shield
        if shield is None:
            self._tick.stop()
        else:
            self._tick.start()
        self._draw()

    def _hear(self, event: Event) -> None:
        if isinstance(event, ShieldChanged):
            self.show_shield(event.shield)

    def _draw(self) -> None:
        is_up = self.shield is not None
        self.setIcon(icon("shield", self._theme, "warn" if is_up else "text"))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if is_up else style.ToolButtonIconOnly
        )
        self.setProperty("tone", "warning" if is_up else "")
        if self.shield is None:
            self.setText("")
            self.setToolTip(tr("shield_raise"))
            self.setAccessibleName(tr("shield_raise"))
            return
        left = left_words(self.shield, time.time_ns() // 1_000_000)
        self.setText(left)
        profile = tr(f"shield_{self.shield.profile.value}")
        words = tr("shield_up", profile=profile, left=left)
        self.setToolTip(plain_tip(f"{words}\n{tr('shield_lower')}"))
        self.setAccessibleName(f"{words} {tr('shield_lower')}")
