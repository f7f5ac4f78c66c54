"""The poll in the panel: begun, watched, closed, and taken off the page."""

from collections.abc import Callable

from studio.core.messages.requests import ClosePoll, HideEngaged
from studio.ui.engage.box import Box, left_words
from studio.ui.engage.feed import EngageFeed
from studio.ui.engage.poll_bars import PollBars
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr


class PollBox(Box):
    """``begin`` asks for a new one."""

    def __init__(
        self, session: Session, theme: Theme, feed: EngageFeed, begin: Callable[[], object]
    ) -> None:
        super().__init__(tr("poll"))
        self._session = session
        self._feed = feed
        self.words = plain_label("", "quiet")
        self.words.setWordWrap(True)
        self.bars = PollBars(theme)
        self.rows.addWidget(self.words)
        self.rows.addWidget(self.bars)
        self.begin = self.button(tr("poll_begin"), begin)
        self.end = self.button(tr("poll_close"), self.close_poll)
        self.hide_act = self.button(tr("engage_hide"), self._hide)

    def show_now(self, now_wall_ms: int) -> None:
        """As it is known."""
        now = self._feed.shown.poll
        is_open = now is not None and not now.is_closed
        self.words.setText(now.poll.question if now is not None else tr("poll_none"))
        self.words.setObjectName("name" if now is not None else "quiet")
        self.words.style().polish(self.words)
        self.bars.setVisible(now is not None)
        if now is not None:
            self.bars.show_poll(now)
        self.begin.setVisible(not is_open)
        self.begin.setEnabled(self._feed.is_known)
        self.end.setVisible(is_open)
        self.hide_act.setVisible(now is not None and not is_open)
        self.note.setText(self._note(now_wall_ms))

    def close_poll(self) -> None:
        """No more votes."""
        self._session.ask(ClosePoll())

    def _hide(self) -> None:
        now = self._feed.shown.poll
        if now is not None:
            self._session.ask(HideEngaged(now.poll.id))

    def _note(self, now_wall_ms: int) -> str:
        now = self._feed.shown.poll
        if now is None:
            return ""
        votes = tr("poll_votes", count=now.votes)
        if now.is_closed:
            return f"{tr('poll_over')} · {votes}"
        left = left_words(now.poll.closes_wall_ms, now_wall_ms)
        return f"{votes} · {left}" if left else votes
