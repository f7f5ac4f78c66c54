"""The chat for the streamer: large and calm, what waits on top, and a line to answer with."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from studio.core.chat import MOST_CHARACTERS, MessageState
from studio.core.messages.requests import (
    DecideMessage,
    ReadmitPerson,
    Request,
    SearchMessages,
    SendMessage,
    TimeOutPerson,
)
from studio.core.messages.results import ChatPage, Result
from studio.core.records.chat import Decision
from studio.core.room import RoomMessage
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.model import ChatModel
from studio.ui.chat.view import MessageView
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

_TIME_OUT_S = 600
_SEARCH_MS = 250
_HELD_PX = 132
_DECISIONS = {
    "release": Decision.RELEASE,
    "restore": Decision.RESTORE,
    "delete": Decision.DELETE,
}


class ChatPanel(Panel):
    """Stands still while it is read, and says how many came meanwhile."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("chat"), theme)
        self._session = session
        self.feed = ChatFeed(session)
        self.found = ChatModel(MessageState)
        self.held = MessageView(theme, tr("chat_held"), self.act)
        self.held.setModel(self.feed.held)
        self.held.setMaximumHeight(_HELD_PX)
        self.live = MessageView(theme, tr("chat"), self.act)
        self.live.setModel(self.feed.live)
        self._held_words = plain_label("", "quiet")
        self._held_words.setProperty("tone", "warning")
        self._note = plain_label("", "empty")
        self._note.setWordWrap(True)
        self.more = QPushButton()
        self.search = QLineEdit(placeholderText=tr("chat_search"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("chat_search"))
        self.line = QLineEdit(placeholderText=tr("chat_say"), maxLength=MOST_CHARACTERS)
        self.line.setAccessibleName(tr("chat_say"))
        self.send = QPushButton(tr("chat_send"))
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._lay_out()
        self._connect()
        self.refresh()

    def act(self, name: str, kept: RoomMessage) -> None:
        """Do it; the hub tells everybody what became of it."""
        self._session.ask(_request_of(name, kept))

    def say(self) -> None:
        """Send what stands in the line; it stays there when that fails."""
        text = self.line.text().strip()
        if text:
            self._session.ask(SendMessage(text), lambda _result: self.line.clear())

    def to_end(self) -> None:
        """Back to the newest."""
        self.feed.pause(False)
        self.live.clearSelection()
        self.live.scrollToBottom()

    def refresh(self) -> None:
        """Show what is known now."""
        feed = self.feed
        waiting = feed.held.rowCount()
        is_searching = bool(self.search.text().strip())
        self.held.setVisible(waiting > 0 and not is_searching)
        self._held_words.setVisible(waiting > 0 and not is_searching)
        self._held_words.setText(tr("chat_wait", count=waiting))
        self.more.setVisible(feed.unseen > 0 and not is_searching)
        self.more.setText(tr("chat_more", count=feed.unseen))
        shown = self.found if is_searching else feed.live
        is_empty = shown.rowCount() == 0
        self._note.setText(self._empty_words(is_searching))
        self._note.setVisible(is_empty)
        self.live.setVisible(not is_empty)
        self.line.setEnabled(feed.is_known)
        self.send.setEnabled(feed.is_known)

    def _empty_words(self, is_searching: bool) -> str:
        if not self.feed.is_known:
            return tr("chat_away")
        return tr("chat_not_found" if is_searching else "chat_none")

    def _lay_out(self) -> None:
        self.body.addWidget(self.search)
        self.body.addWidget(self._held_words)
        self.body.addWidget(self.held)
        self.body.addWidget(self._note)
        self.body.addWidget(self.live, 1)
        self.body.addWidget(self.more)
        self.body.addStretch(0)
        below = QHBoxLayout()
        below.addWidget(self.line, 1)
        below.addWidget(self.send)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self.feed.changed.connect(self.refresh)
        self.feed.added.connect(self._follow)
        self.live.reading_changed.connect(self.feed.pause)
        self.more.clicked.connect(self.to_end)
        self.search.textChanged.connect(self._look_soon)
        self._later.timeout.connect(self._look)
        self.line.returnPressed.connect(self.say)
        self.send.clicked.connect(self.say)
        self._session.changed.connect(self.refresh)

    def _follow(self) -> None:
        if not self.search.text():
            self.live.scrollToBottom()

    def _look_soon(self) -> None:
        self._later.start()

    def _look(self) -> None:
        words = self.search.text().strip()
        if not words:
            self.live.setModel(self.feed.live)
            self.live.scrollToBottom()
            self.refresh()
            return

        def take(result: Result) -> None:
            if isinstance(result, ChatPage) and self.search.text().strip() == words:
                self.found.set(result.messages)
                self.live.setModel(self.found)
                self.refresh()

        self._session.ask(SearchMessages(words[:MOST_CHARACTERS]), take)


def _request_of(name: str, kept: RoomMessage) -> Request:
    actor = kept.message.author.actor
    if name == "time_out":
        return TimeOutPerson(actor, _TIME_OUT_S)
    if name == "ban":
        return TimeOutPerson(actor, 0)
    if name == "readmit":
        return ReadmitPerson(actor)
    return DecideMessage(kept.message.id, _DECISIONS[name])
