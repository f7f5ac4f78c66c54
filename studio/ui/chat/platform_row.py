"""One platform in the list: its name, its shape, and a word of how it does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton

from studio.core.connectors import ConnectorStatus
from studio.core.platforms import AnyPlatform
from studio.ui.chat.platform_words import platform_name, state_words, title_of, tone_of
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.widgets.state_dot import StateDot
from studio.ui.words import tr

_HIGH_PX = 48


class PlatformRow(QPushButton):
    """``removed`` by the Delete key."""

    def __init__(
        self, theme: Theme, chosen: Callable[[], object], removed: Callable[[], object]
    ) -> None:
        super().__init__()
        self._removed = removed
        self.setObjectName("row")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(_HIGH_PX)
        self.dot = StateDot(theme)
        self.name = plain_label("")
        self.where = plain_label("", "second")
        self.word = plain_label("", "alarm")
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.addWidget(self.dot, 0, 0, 2, 1)
        layout.addWidget(self.name, 0, 1)
        layout.addWidget(self.word, 0, 2)
        layout.addWidget(self.where, 1, 1, 1, 2)
        layout.setColumnStretch(1, 1)
        for label in (self.dot, self.name, self.where, self.word):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda _checked=False: chosen())

    def show_now(self, platform: AnyPlatform, status: ConnectorStatus, now_wall_ms: int) -> None:
        """Show how it does."""
        word = state_words(status, now_wall_ms) if platform.is_enabled else tr("platform_state_off")
        self.dot.show_state(status.state)
        self.name.setText(platform_name(platform.kind))
        room_px = max(60, self.width() - 60)
        label = self.where.fontMetrics().elidedText(
            platform.label, Qt.TextElideMode.ElideMiddle, room_px
        )
        self.where.setText(label)
        self.word.setText(word)
        set_tone(self.word, tone_of(status.state))
        self.setAccessibleName(f"{title_of(platform)}: {word}")
        self.setToolTip(plain_tip(platform.label))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it off the list; Enter chooses it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._removed()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
