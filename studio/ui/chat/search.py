"""Searching the room: a line that puts what was found in place of what is live."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from studio.core.chat import MOST_CHARACTERS, MessageState
from studio.core.messages.requests import SearchMessages
from studio.core.messages.results import ChatPage, Result
from studio.ui.chat.model import ChatModel
from studio.ui.chat.view import MessageView
from studio.ui.session import Session
from studio.ui.words import tr

_SEARCH_MS = 250


class MessageSearch(QObject):
    """``line`` is where it is typed, ``view`` shows ``live`` or what was found."""

    changed = Signal()

    def __init__(self, session: Session, view: MessageView, live: ChatModel) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._live = live
        self.found = ChatModel(MessageState)
        self.line = QLineEdit(placeholderText=tr("chat_search"), clearButtonEnabled=True)
        self.line.setAccessibleName(tr("chat_search"))
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._later.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _words: self._later.start())

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.line.text().strip()

    @property
    def model(self) -> ChatModel:
        """What should be seen."""
        return self.found if self.words else self._live

    def show_live(self, live: ChatModel) -> None:
        """Another list is the one that is live."""
        self._live = live
        self._look()

    def _look(self) -> None:
        words = self.words
        if not words:
            self._view.setModel(self._live)
            self._view.scrollToBottom()
            self.changed.emit()
            return

        def take(result: Result) -> None:
            if isinstance(result, ChatPage) and self.words == words:
                self.found.set(result.messages)
                self._view.setModel(self.found)
                self.changed.emit()

        self._session.ask(SearchMessages(words[:MOST_CHARACTERS]), take)
