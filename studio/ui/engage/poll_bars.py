"""How a poll stands: a bar an option, with its number, its words and its share."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core.engage import PollNow
from studio.ui.theme import RADIUS_PX, Theme
from studio.ui.words import tr

_ROW_PX, _GAP_PX, _INSIDE_PX, _NUMBER_PX, _SHARE_PX = 32, 4, 8, 20, 48


def shares(now: PollNow) -> list[int]:
    """Percent of each option."""
    votes = now.votes
    return [round(100 * count / votes) if votes else 0 for count in now.counts]


class PollBars(QWidget):
    """Also read out, as one sentence an option."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._now: PollNow | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_poll(self, now: PollNow) -> None:
        """It stands like this."""
        if now == self._now:
            return
        self._now = now
        options = zip(now.poll.options, shares(now), now.counts, strict=True)
        words = [tr("poll_stands", option=o, share=s, count=c) for o, s, c in options]
        self.setAccessibleName(tr("poll"))
        self.setAccessibleDescription("; ".join(words))
        self.setToolTip("\n".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A row an option."""
        rows = len(self._now.poll.options) if self._now is not None else 0
        return QSize(200, rows * (_ROW_PX + _GAP_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each row."""
        if self._now is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(self._now.counts, default=0)
        for place, share in enumerate(shares(self._now)):
            row = QRect(0, place * (_ROW_PX + _GAP_PX), self.width(), _ROW_PX)
            is_first = self._now.is_closed and most > 0 and self._now.counts[place] == most
            self._paint_row(painter, row, place, share, is_first)
        painter.end()

    def _paint_row(
        self, painter: QPainter, row: QRect, place: int, share: int, is_first: bool
    ) -> None:
        if self._now is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(row, RADIUS_PX, RADIUS_PX)
        bar = self._theme.colour("accent")
        bar.setAlphaF(0.5 if is_first else 0.28)
        painter.setBrush(bar)
        width_px = row.width() * share // 100
        if width_px:
            painter.drawRoundedRect(
                QRect(row.left(), row.top(), max(width_px, 2 * RADIUS_PX), row.height()),
                RADIUS_PX,
                RADIUS_PX,
            )
        font = painter.font()
        font.setBold(is_first)
        painter.setFont(font)
        inside = row.adjusted(_INSIDE_PX, 0, -_INSIDE_PX, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._theme.colour("quiet"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, str(place + 1))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, f"{share} %")
        words = inside.adjusted(_NUMBER_PX, 0, -_SHARE_PX, 0)
        text = painter.fontMetrics().elidedText(
            self._now.poll.options[place], Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, text)
