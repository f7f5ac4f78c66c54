"""What a window hears of the room, as two lists: what is live, and what waits for a decision."""

from PySide6.QtCore import QObject, Signal

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.messages.events import (
    ChatCounted,
    ChatSettingsChanged,
    Event,
    MessagesAdded,
    MessagesChanged,
)
from studio.core.messages.requests import GetMessages
from studio.core.messages.results import ChatPage, Result
from studio.core.room import ChatCounts, RoomMessage
from studio.ui.chat.model import ChatModel
from studio.ui.session import Session

_MOST_WAITING = 400
_LIVE = (MessageState.VISIBLE, MessageState.DELETED)


class ChatFeed(QObject):
    """While it is paused, new messages wait; the newest 400 are kept, ``unseen`` counts all.

    ``changed`` after everything; ``added`` with how many came into the live list.
    """

    changed = Signal()
    added = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.live = ChatModel(_LIVE)
        self.held = ChatModel((MessageState.HELD,))
        self.settings = ChatSettings()
        self.counts = ChatCounts()
        self.is_known = False
        self.unseen = 0
        self._is_paused = False
        self._is_asking = False
        self._waiting: list[RoomMessage] = []
        session.heard.connect(self._hear)
        session.changed.connect(self._follow)
        self._follow()

    def pause(self, is_paused: bool) -> None:
        """Let the live list stand still, or go on with what waits."""
        if is_paused == self._is_paused:
            return
        self._is_paused = is_paused
        if not is_paused:
            waiting, self._waiting, self.unseen = self._waiting, [], 0
            self._add(waiting)
        self.changed.emit()

    def _follow(self) -> None:
        """Ask anew whenever the hub is there again."""
        if not self._session.state.is_connected:
            self.is_known = False
            return
        if not self.is_known and not self._is_asking:
            self._is_asking = True
            self._session.ask_quietly(GetMessages(), self._take, self._missed)

    def _missed(self) -> None:
        self._is_asking = False

    def _take(self, result: Result) -> None:
        self._is_asking = False
        if not isinstance(result, ChatPage):
            return
        self.is_known = True
        self._waiting, self.unseen = [], 0
        self.live.set(result.messages)
        self.held.set(result.held)
        self.settings = result.settings or ChatSettings()
        self.counts = result.counts
        self.added.emit(self.live.rowCount())
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        if isinstance(event, MessagesAdded):
            self.held.add(event.messages)
            shown = [one for one in event.messages if one.state is MessageState.VISIBLE]
            if self._is_paused:
                self.unseen += len(shown)
                self._waiting = (self._waiting + shown)[-_MOST_WAITING:]
            else:
                self._add(shown)
        elif isinstance(event, MessagesChanged):
            self._change(event)
        elif isinstance(event, ChatSettingsChanged):
            self.settings = event.settings
        elif isinstance(event, ChatCounted):
            self.counts = event.counts
            self._follow()  # the room opened after the window asked
        else:
            return
        self.changed.emit()

    def _add(self, messages: list[RoomMessage]) -> None:
        if messages:
            self.added.emit(self.live.add(messages))

    def _change(self, event: MessagesChanged) -> None:
        for change in event.changes:
            if change.message is not None:
                continue
            self._waiting = [one for one in self._waiting if one.message.id != change.message_id]
        self.live.change(event.changes)
        self.held.change([one for one in event.changes if one.state is not MessageState.HELD])
