"""What viewers ask, gathered by a plain rule, until somebody answered it."""

from functools import lru_cache

from PySide6.QtCore import QObject, Signal

from studio.core.asking import is_question
from studio.core.chat import MessageState
from studio.core.messages.events import Event, MessagesAdded, MessagesChanged
from studio.core.room import RoomMessage
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.model import ChatModel
from studio.ui.chat.standing import StandingList
from studio.ui.chat.wording import is_host
from studio.ui.session import Session

_asks = lru_cache(maxsize=4096)(is_question)


class QuestionModel(ChatModel):
    """Questions that everybody sees and nobody answered."""

    def __init__(self) -> None:
        super().__init__((MessageState.VISIBLE,))
        self.answered: set[str] = set()

    def holds(self, kept: RoomMessage) -> bool:
        """Whether it is one of them."""
        return (
            super().holds(kept)
            and kept.message.id not in self.answered
            and not is_host(kept)
            and _asks(kept.message.text)
        )

    def answer(self, message_ids: set[str]) -> None:
        """Somebody answered these."""
        here = {one for one in message_ids if self.row_of(one) >= 0}
        self.answered |= message_ids
        if here:
            self.refresh()
            self.sweep()


class Questions(QObject):
    """Follows the room. ``changed`` after everything."""

    changed = Signal()

    def __init__(self, session: Session, feed: ChatFeed) -> None:
        super().__init__()
        self._feed = feed
        self.model = QuestionModel()
        self.list = StandingList(self.model)
        feed.loaded.connect(self._load)
        session.heard.connect(self._hear)
        self._load()

    def is_answered(self, message_id: str) -> bool:
        """Whether the studio said something to it."""
        return message_id in self.model.answered

    def _load(self) -> None:
        live = self._feed.live
        messages = [live.message(row) for row in range(live.rowCount())]
        self.model.answered = answered_by(messages)
        self.list.set(messages)
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        if isinstance(event, MessagesAdded):
            self.model.answer(answered_by(event.messages))
            self.list.add(event.messages)
        elif isinstance(event, MessagesChanged):
            self.list.change(event.changes)
        else:
            return
        self.changed.emit()


def answered_by(messages: "list[RoomMessage] | tuple[RoomMessage, ...]") -> set[str]:
    """Ids of the messages that the studio answered with these."""
    return {kept.message.reply_to for kept in messages if kept.message.reply_to and is_host(kept)}
