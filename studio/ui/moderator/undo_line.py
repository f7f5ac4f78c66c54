"""What one did last, and for how long it can still be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from studio.core.teamwork import Act
from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.act_words import act_words
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_STEP_MS = 100
_BAR_PX = 96
_HIGH_PX = 36


class UndoLine(QWidget):
    """Has its place always: nothing in the window moves when it says something."""

    def __init__(self, team: TeamFeed, undo: Callable[[], object]) -> None:
        super().__init__()
        self._team = team
        self._act: Act | None = None
        self.words = plain_label("", "quiet")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName(tr("undo_left"))
        self.bar.setFixedWidth(_BAR_PX)
        self.button = QPushButton()
        self.button.clicked.connect(lambda _checked=False: undo())
        self.setFixedHeight(_HIGH_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.bar)
        row.addWidget(self.words)
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self.refresh)
        team.acted.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """How much time is left."""
        act = self._team.undoable()
        for widget in (self.button, self.bar, self.words):
            widget.setVisible(act is not None)
        if act is None:
            self._act = None
            self._timer.stop()
            return
        if act != self._act:
            self._act = act
            self.words.setText(act_words(act))
            self.bar.setRange(0, max(1, act.undo_until_wall_ms - act.wall_ms))
            self._timer.start()
        left_ms = act.undo_until_wall_ms - self._team.now_ms()
        self.bar.setValue(min(self.bar.maximum(), max(0, left_ms)))
        self.button.setText(tr("undo_for", seconds=-(-left_ms // 1000)))
