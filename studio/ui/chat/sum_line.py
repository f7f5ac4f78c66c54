"""The quiet line with what was given, liked and joined in the last minute."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.core.messages.events import Event, NoticesAdded
from studio.ui.chat.sums import Sums
from studio.ui.session import Session
from studio.ui.widgets.panel import plain_label

_AGAIN_MS = 1_000


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


class SumLine(QWidget):
    """Says itself anew once a second at most; not there while there is nothing to say."""

    def __init__(self, session: Session, now_ms: Callable[[], int] = _wall_ms) -> None:
        super().__init__()
        self._now_ms = now_ms
        self._sums = Sums()
        self.words = plain_label("", "quiet")
        self.words.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 0, 8, 0)
        rows.addWidget(self.words)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        session.heard.connect(self._hear)
        self.hide()

    def refresh(self) -> None:
        """Say what is known now."""
        said = self._sums.line(self._now_ms())
        if said != self.words.text():
            self.words.setText(said)
        self.setVisible(bool(said))
        if not said:
            self._again.stop()

    def _hear(self, event: Event) -> None:
        if not isinstance(event, NoticesAdded):
            return
        self._sums.add(event.notices, self._now_ms())
        if not self._again.isActive():
            self._again.start()
            self.refresh()
