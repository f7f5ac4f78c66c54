"""The chat for the streamer: large and calm, what waits on top, and a line to answer with."""

from PySide6.QtWidgets import QPushButton

from studio.core.room import RoomMessage
from studio.ui.chat.acts import request_of
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.say_line import SayLine
from studio.ui.chat.search import MessageSearch
from studio.ui.chat.team import TeamFeed
from studio.ui.chat.view import MessageView
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

_HELD_PX = 132


class ChatPanel(Panel):
    """Stands still while it is read, and says how many came meanwhile."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("chat"), theme)
        self._session = session
        self.feed = ChatFeed(session)
        self.team = TeamFeed(session)
        style = RowStyle(marks=self.team.marks)
        self.held = MessageView(theme, tr("chat_held"), self.act, style, is_from_end=False)
        self.held.setModel(self.feed.held)
        self.held.setMaximumHeight(_HELD_PX)
        self.live = MessageView(theme, tr("chat"), self.act, style)
        self.live.setModel(self.feed.live)
        self._held_words = plain_label("", "quiet")
        self._held_words.setProperty("tone", "warning")
        self._note = plain_label("", "empty")
        self._note.setWordWrap(True)
        self.more = QPushButton()
        self.search = MessageSearch(session, self.live, self.feed.live)
        self.say_line = SayLine(session, theme)
        self._lay_out()
        self._connect()
        self.refresh()

    def act(self, name: str, kept: RoomMessage) -> None:
        """Do it; the hub tells everybody what became of it."""
        self._session.ask(request_of(name, kept))

    def to_end(self) -> None:
        """Back to the newest."""
        self.feed.pause(False)
        self.live.clearSelection()
        self.live.scrollToBottom()

    def refresh(self) -> None:
        """Show what is known now."""
        feed = self.feed
        waiting = feed.held_list.count
        is_searching = bool(self.search.words)
        self.held.setVisible(feed.held.rowCount() > 0 and not is_searching)
        self._held_words.setVisible(waiting > 0 and not is_searching)
        self._held_words.setText(tr("chat_wait", count=waiting))
        self.more.setVisible(feed.unseen > 0 and not is_searching)
        self.more.setText(tr("chat_more", count=feed.unseen))
        is_empty = self.search.model.rowCount() == 0
        self._note.setText(self._empty_words(is_searching))
        self._note.setVisible(is_empty)
        self.live.setVisible(not is_empty)
        self.say_line.set_open(feed.is_known)

    def _empty_words(self, is_searching: bool) -> str:
        if not self.feed.is_known:
            return tr("chat_away")
        return tr("chat_not_found" if is_searching else "chat_none")

    def _lay_out(self) -> None:
        self.body.addWidget(self.search.line)
        self.body.addWidget(self._held_words)
        self.body.addWidget(self.held)
        self.body.addWidget(self._note)
        self.body.addWidget(self.live, 1)
        self.body.addWidget(self.more)
        self.body.addStretch(0)
        self.body.addWidget(self.say_line)

    def _connect(self) -> None:
        self.feed.changed.connect(self.refresh)
        self.feed.added.connect(self._follow)
        self.live.reading_changed.connect(self.feed.pause)
        self.more.clicked.connect(self.to_end)
        self.search.changed.connect(self.refresh)
        self.held.reading_changed.connect(self.feed.pause_held)
        self._session.changed.connect(self.refresh)

    def _follow(self) -> None:
        if not self.search.words:
            self.live.scrollToBottom()
