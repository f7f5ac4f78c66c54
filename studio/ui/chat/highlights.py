"""The live list with only what a streamer should not miss."""

from PySide6.QtCore import QObject, Signal

from studio.core.messages.events import Event, MessagesAdded, MessagesChanged
from studio.core.room import RoomMessage
from studio.ui.chat.feed import LIVE, ChatFeed
from studio.ui.chat.importance import Importances
from studio.ui.chat.model import ChatModel
from studio.ui.chat.standing import StandingList
from studio.ui.session import Session


class _Highlighted(ChatModel):
    """Only messages that are important now."""

    def __init__(self, importances: Importances) -> None:
        super().__init__(LIVE)
        self._importances = importances

    def holds(self, kept: RoomMessage) -> bool:
        """Whether it belongs here."""
        return super().holds(kept) and self._importances.of(kept) is not None


class Highlights(QObject):
    """Follows the feed; ``changed`` when there is another count of unseen ones."""

    changed = Signal()

    def __init__(self, session: Session, feed: ChatFeed, importances: Importances) -> None:
        super().__init__()
        self._feed = feed
        self._importances = importances
        self.list = StandingList(_Highlighted(importances))
        feed.loaded.connect(self._load)
        session.heard.connect(self._hear)
        self._load()

    def pin(self, message: RoomMessage | None) -> None:
        """Another message is pinned, which belongs here as long as it is."""
        self._importances.pinned_id = message.message.id if message is not None else ""
        self.list.model.sweep()
        if message is not None:
            self.list.model.add([message])
        self.list.model.refresh()
        self._feed.live.refresh()

    def _load(self) -> None:
        live = self._feed.live
        messages = [live.message(row) for row in range(live.rowCount())]
        for kept in messages:
            self._importances.heard(kept)
        self.list.set(messages)
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        if isinstance(event, MessagesAdded):
            for kept in event.messages:
                self._importances.heard(kept)
            self.list.add(event.messages)
        elif isinstance(event, MessagesChanged):
            self.list.change(event.changes)
        else:
            return
        self.changed.emit()
