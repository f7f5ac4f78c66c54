"""The lane of what everybody sees now, with the search and a line to answer in."""

from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.marks import Marks
from studio.ui.chat.say_line import SayLine
from studio.ui.chat.search import MessageSearch
from studio.ui.chat.view import DoAct, MessageView, ShowMenu
from studio.ui.moderator.lane import Lane
from studio.ui.session import Session
from studio.ui.theme import TEXT_PX, Theme
from studio.ui.words import tr

LIVE = "live"


class LiveLane(Lane):
    """The newest stands below and stays in sight until somebody reads."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        feed: ChatFeed,
        marks: Marks,
        act: DoAct,
        show_menu: ShowMenu,
    ) -> None:
        view = MessageView(
            theme, tr("lane_live"), act, RowStyle(TEXT_PX, marks=marks), show_menu=show_menu
        )
        super().__init__(LIVE, tr("lane_live"), theme, feed.live_list, view)
        self._feed = feed
        self.search = MessageSearch(session, view, feed.live)
        self.say_line = SayLine(session, theme)
        self.fill((self.search.line,), (self.say_line,))
        feed.changed.connect(self.refresh)
        feed.added.connect(self._follow)
        self.search.changed.connect(self.refresh)
        session.changed.connect(self.refresh)

    def to_end(self) -> None:
        """Back to the newest."""
        super().to_end()
        self.view.clearSelection()
        self.view.scrollToBottom()

    def refresh(self) -> None:
        """The line takes words only while somebody would hear them."""
        super().refresh()
        self.say_line.set_open(self._feed.is_known)

    def empty_words(self) -> str:
        """Why there is nothing."""
        if not self._feed.is_known:
            return tr("chat_away")
        return tr("chat_not_found" if self.search.words else "lane_live_empty")

    def _follow(self) -> None:
        if not self.search.words:
            self.view.scrollToBottom()
