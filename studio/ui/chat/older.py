"""Older messages come when somebody scrolls up; what is in sight stays where it is."""

from PySide6.QtCore import QObject

from studio.core.messages.requests import GetMessages
from studio.core.messages.results import ChatPage, Result
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.view import MessageView
from studio.ui.session import Session

_NEAR_TOP_PX = 160
_PAGE = 100


class OlderMessages(QObject):
    """Watches a view of the live list; the list is short again once it is at its end."""

    def __init__(self, session: Session, feed: ChatFeed, view: MessageView) -> None:
        super().__init__()
        self._session = session
        self._feed = feed
        self._view = view
        self._is_asking = False
        self._has_more = True
        self._is_grown = False
        view.verticalScrollBar().valueChanged.connect(self._look)
        feed.loaded.connect(self._begin_anew)

    def _begin_anew(self) -> None:
        self._has_more = True
        self._feed.live.shrink()

    def _look(self) -> None:
        live, view = self._feed.live, self._view
        if view.model() is not live or not live.rowCount():
            return
        if view.is_at_end:
            if not self._feed.live_list.is_paused and self._is_grown:
                self._is_grown, self._has_more = False, True
                live.shrink()
        elif view.verticalScrollBar().value() <= _NEAR_TOP_PX and self._may_ask:
            self._is_asking = True
            first = live.message(0).event_id
            self._session.ask_quietly(GetMessages(first, _PAGE), self._take, self._missed)

    @property
    def _may_ask(self) -> bool:
        return self._has_more and not self._is_asking and self._feed.is_known

    def _missed(self) -> None:
        self._is_asking = False

    def _take(self, result: Result) -> None:
        self._is_asking = False
        if not isinstance(result, ChatPage):
            return
        live, bar = self._feed.live, self._view.verticalScrollBar()
        self._has_more = result.has_more and live.grow(len(result.messages))
        self._is_grown = True
        from_end = bar.maximum() - bar.value()
        live.add(result.messages)
        self._view.executeDelayedItemsLayout()
        bar.setValue(bar.maximum() - from_end)
