"""What a window hears of the room, as two lists: what is live, and what waits for a decision."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.connectors import ConnectorStatus
from studio.core.messages.events import (
    ChatCounted,
    ChatSettingsChanged,
    Event,
    MessagesAdded,
    MessagesChanged,
    ShieldChanged,
)
from studio.core.messages.requests import GetMessages
from studio.core.messages.results import ChatPage, Result
from studio.core.room import ChatCounts, RoomMessage
from studio.core.shield import ShieldState
from studio.ui.chat.model import ChatModel
from studio.ui.chat.standing import StandingList
from studio.ui.session import Session

LIVE = (MessageState.VISIBLE, MessageState.DELETED)
_LIVE = (MessageState.VISIBLE, MessageState.DELETED)
_HEARD = (MessagesAdded, MessagesChanged, ChatSettingsChanged, ChatCounted, ShieldChanged)
_Heard = MessagesAdded | MessagesChanged | ChatSettingsChanged | ChatCounted | ShieldChanged


class ChatFeed(QObject):
    """While a list is paused, what is new waits; ``unseen`` counts what is not in the live one.

    ``changed`` after everything; ``added`` with how many came into the live list; ``loaded``
    when all was asked anew.
    """

    changed = Signal()
    added = Signal(int)
    loaded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.live_list = StandingList(ChatModel(LIVE))
        self.held_list = StandingList(ChatModel((MessageState.HELD,)))
        self.live, self.held = self.live_list.model, self.held_list.model
        self.settings = ChatSettings()
        self.counts = ChatCounts()
        self.shield: ShieldState | None = None
        self.channels: tuple[str, ...] = ()
        self.connectors: tuple[ConnectorStatus, ...] = ()
        self.is_known = False
        self._is_asking = False
        self._heard: list[_Heard] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._take_heard)
        self.live_list.added.connect(self.added)
        session.heard.connect(self._hear)
        session.changed.connect(self._follow)
        self._follow()

    @property
    def unseen(self) -> int:
        """How many came since the live list stands still."""
        return self.live_list.unseen

    def pause(self, is_paused: bool) -> None:
        """Let the live list stand still, or go on with what waits."""
        if self.live_list.pause(is_paused):
            self.changed.emit()

    def pause_held(self, is_paused: bool) -> None:
        """The same for what waits for a decision."""
        if self.held_list.pause(is_paused):
            self.changed.emit()

    def message(self, message_id: str) -> RoomMessage | None:
        """A message that stands in one of the lists."""
        for model in (self.live, self.held):
            row = model.row_of(message_id)
            if row >= 0:
                return model.message(row)
        return None

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
        self.settings = result.settings or ChatSettings()
        self.counts = result.counts
        self.connectors = result.connectors
        self.shield = result.shield
        self.channels = tuple(status.channel for status in result.connectors)
        self.held_list.set(result.held)
        self.live_list.set(result.messages)
        self.loaded.emit()
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        """What came while the window was busy is taken together: the lists are laid out once."""
        if isinstance(event, _HEARD):
            self._heard.append(event)
            self._soon.start()

    def _take_heard(self) -> None:
        heard, self._heard = self._heard, []
        for kind, events in groupby(heard, type):
            if kind is MessagesAdded:
                self._add([kept for event in events for kept in _messages_of(event)])
                continue
            for event in events:
                self._change(event)
        self.changed.emit()

    def _add(self, messages: list[RoomMessage]) -> None:
        self.held_list.add(messages)
        self.live_list.add(messages)

    def _change(self, event: Event) -> None:
        if isinstance(event, MessagesChanged):
            self.held_list.change(event.changes)
            self.live_list.change(event.changes)
        elif isinstance(event, ChatSettingsChanged):
            self.settings = event.settings
        elif isinstance(event, ChatCounted):
            self.counts = event.counts
            self._follow()  # the room opened after the window asked
        elif isinstance(event, ShieldChanged):
            self.shield = event.shield


def _messages_of(event: Event) -> Sequence[RoomMessage]:
    return event.messages if isinstance(event, MessagesAdded) else ()
