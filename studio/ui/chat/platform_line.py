"""The platforms in one line above the chat: a shape and a word each; a click shows more."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from studio.core.clock import SystemClock
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.messages.events import ConnectorStatusChanged, Event
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.platform_words import platform_name, state_words
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.widgets.state_dot import DOT_PX, draw_dot
from studio.ui.words import tr

_HIGH_PX = 28
_SIDE_PX, _GAP_PX, _BETWEEN_PX = 8, 6, 14
_WELL = (ConnectorState.RECEIVING, ConnectorState.CONNECTED)


class PlatformLine(QPushButton):
    """What is well has its name only; what is not says why it is not, and comes first."""

    def __init__(self, session: Session, feed: ChatFeed, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._feed = feed
        self._known: dict[str, ConnectorStatus] = {}
        self._statuses: tuple[ConnectorStatus, ...] = ()
        self.setObjectName("line")
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setFixedHeight(_HIGH_PX)
        session.heard.connect(self._hear)
        feed.loaded.connect(self._load)
        self._load()

    def _load(self) -> None:
        self._known = {one.connector_id: one for one in self._feed.connectors}
        self.show_now(tuple(self._known.values()))

    def _hear(self, event: Event) -> None:
        if isinstance(event, ConnectorStatusChanged):
            self._known[event.status.connector_id] = event.status
            self.show_now(tuple(self._known.values()))

    def show_now(self, statuses: Sequence[ConnectorStatus]) -> None:
        """Show how these do."""
        ordered = sorted(statuses, key=lambda one: one.state in _WELL)
        self._statuses = tuple(one for one in ordered if one.state is not ConnectorState.OFF)
        now_ms = SystemClock().wall_ms()
        said = [
            f"{platform_name(one.platform)} {one.channel}: {state_words(one, now_ms)}"
            for one in self._statuses
        ]
        self.setAccessibleName("; ".join(said) or tr("platform_line_none"))
        self.setToolTip(plain_tip("\n".join(said)))
        self.update()

    def words(self) -> list[str]:
        """What stands beside each shape."""
        now_ms = SystemClock().wall_ms()
        return [
            platform_name(one.platform)
            if one.state in _WELL
            else f"{platform_name(one.platform)}: {state_words(one, now_ms)}"
            for one in self._statuses
        ]

    def sizeHint(self) -> QSize:
        """Small: the panel gives what there is."""
        return QSize(120, _HIGH_PX)

    def minimumSizeHint(self) -> QSize:
        """It can be cut short."""
        return QSize(60, _HIGH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shapes and words from the left, as many as there is room for, then how many more."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.colour("quiet"))
        words = self.words()
        if not words:
            words_of_none = self._cut(tr("platform_line_none"), self.width() - 2 * _SIDE_PX)
            rect = self.rect().adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words_of_none)
            painter.end()
            return
        left = _SIDE_PX
        for place, (status, said) in enumerate(zip(self._statuses, words, strict=True)):
            room = self.width() - _SIDE_PX - left
            rest = f"+{len(words) - place}"
            text_px = self.fontMetrics().horizontalAdvance(said)
            later_px = 30 if place + 1 < len(words) else 0
            if place and DOT_PX + _GAP_PX + text_px + later_px > room:
                painter.setPen(self._theme.colour("quiet"))
                painter.drawText(left, 0, room, self.height(), Qt.AlignmentFlag.AlignVCenter, rest)
                break
            top = (self.height() - DOT_PX) / 2
            draw_dot(painter, status.state, QRectF(left, top, DOT_PX, DOT_PX), self._theme)
            left += DOT_PX + _GAP_PX
            is_well = status.state in _WELL
            painter.setPen(self._theme.colour("quiet" if is_well else "text"))
            shown = self._cut(said, room - DOT_PX - _GAP_PX - later_px)
            painter.drawText(
                left, 0, self.width(), self.height(), Qt.AlignmentFlag.AlignVCenter, shown
            )
            left += self.fontMetrics().horizontalAdvance(shown) + _BETWEEN_PX
        painter.end()

    def _cut(self, words: str, width_px: int) -> str:
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width_px)
