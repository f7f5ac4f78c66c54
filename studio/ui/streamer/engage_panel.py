"""What viewers take part in, for the streamer: hearts, the poll, the draw, and the questions."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.ui.engage.draw_box import DrawBox
from studio.ui.engage.draw_dialog import DrawDialog
from studio.ui.engage.feed import EngageFeed
from studio.ui.engage.poll_box import PollBox
from studio.ui.engage.poll_dialog import PollDialog
from studio.ui.engage.question_box import QuestionBox
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label, rule
from studio.ui.words import tr

_SECOND_MS = 1000


class EngagePanel(Panel):
    """One section below the other; all of it is told by the hub."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("engage"), theme)
        self._session = session
        self.feed = EngageFeed(session)
        self.hearts = plain_label("", "quiet")
        self.poll = PollBox(session, theme, self.feed, self.begin_poll)
        self.draw = DrawBox(session, theme, self.feed, self.begin_draw)
        self.questions = QuestionBox(session, theme, self.feed)
        self._lay_out()
        self._second = QTimer(self, interval=_SECOND_MS)
        self._second.timeout.connect(self._pass_time)
        self._second.start()
        self.feed.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        hearts = self.feed.shown.hearts
        words = tr("hearts_count", count=f"{hearts:,}") if hearts else tr("hearts_none")
        self.hearts.setText(words if self.feed.is_known else tr("chat_away"))
        self._show_timed()
        self.questions.show_now()
        self._rows.setStretchFactor(self.questions, 1 if self.feed.questions else 0)

    def begin_poll(self) -> None:
        """Ask for a poll."""
        PollDialog(self.window(), self.feed.polls, self._session.ask).open()

    def begin_draw(self) -> None:
        """Ask for a draw."""
        DrawDialog(self.window(), self._session.ask).open()

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = self._rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        self.hearts.setContentsMargins(4, 4, 4, 4)
        for widget in (self.hearts, rule(), self.poll, rule(), self.draw, rule()):
            rows.addWidget(widget)
        rows.addWidget(self.questions)
        rows.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def _pass_time(self) -> None:
        shown = self.feed.shown
        if self.isVisible() and (shown.poll is not None or shown.draw is not None):
            self._show_timed()

    def _show_timed(self) -> None:
        now_ms = int(time.time() * 1000)
        self.poll.show_now(now_ms)
        self.draw.show_now(now_ms)
