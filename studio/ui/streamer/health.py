"""The health bar: is all well, and if not, what and what to do; the figures behind it."""

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio.core.status import Severity
from studio.ui.health.contributors import CONTRIBUTORS
from studio.ui.health.judge import Judgement, Reason, judged
from studio.ui.health.renditions import picture_of
from studio.ui.session import Session
from studio.ui.state import ViewState
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_EDGE_PX, _GAP_PX = 16, 24
_TICK_MS = 1000
_TONES = {Severity.URGENT: "urgent", Severity.WARNING: "warning", Severity.NOTE: ""}


class HealthBar(QWidget):
    """One line; what is wrong stands first, in words, above the figures where both are too long.

    ``judged`` after every look, with all reasons that are shown; ``opened`` when the bar is
    clicked or Enter is pressed on it.
    """

    judged = Signal(object)
    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("health")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._session = session
        self._judgement = Judgement()
        self._word = plain_label("", "alarm")
        self._figures = plain_label("", "figures")
        self._word.setMinimumWidth(80)
        self._word.setWordWrap(True)  # an alarm is read whole, also in a narrow window
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE_PX, 6, _EDGE_PX, 6)
        self._row.addWidget(self._word, 1)
        self._row.addWidget(self._figures)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """Everything it says."""
        return f"{self._word.text()} {self._figures.text()}"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All that is wrong, the loudest first."""
        return self._judgement.shown

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        self._judgement = judged(self._judgement, state, time.monotonic(), CONTRIBUTORS)
        words, tone, advice = health_words(self.reasons)
        self._word.setText(words)
        self._word.setToolTip(advice)
        set_tone(self._word, tone)
        self.setAccessibleName(words)
        self._figures.setText(figures_text(state))
        self._figures.setToolTip(viewers_text(state))
        self._arrange()
        self.judged.emit(self.reasons)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the details."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So does Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side only where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        word_px = self._word.fontMetrics().horizontalAdvance(self._word.text())
        needed_px = word_px + self._figures.sizeHint().width() + _GAP_PX + 2 * _EDGE_PX
        is_stacked = needed_px > self.width()
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(below if is_stacked else beside)
        self._row.setSpacing(2 if is_stacked else _GAP_PX)
        side = Qt.AlignmentFlag.AlignLeft if is_stacked else Qt.AlignmentFlag.AlignRight
        self._figures.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


def health_words(reasons: tuple[Reason, ...]) -> tuple[str, str, str]:
    """The loudest reason as a sentence, its tone, and what to do."""
    if not reasons:
        return tr("all_well"), "good", ""
    first = reasons[0]
    words = f"{first.text} — {first.advice}" if first.advice else first.text
    return words, _TONES[first.severity], first.advice


def figures_text(state: ViewState) -> str:
    """Encoder, rate, bitrate, skipped pictures, viewers' delay, disk."""
    stats = state.stats
    show = state.show
    budget_ms = 1000 / (show.canvas.rate_hz if show is not None else 30)
    parts = []
    if stats.encoder.name:
        work_ms = stats.frames.compose_p50_ms + stats.encoder.encode_p50_ms
        parts.append(tr("encoder_figure", ms=f"{work_ms:.0f}", budget=f"{budget_ms:.0f}"))
        parts.append(f"{stats.encoder.name} {stats.encoder.preset}".strip())
        parts.append(f"{stats.encoder.actual_bps / 1e6:.1f} Mb/s")
    parts.append(tr("rate_figure", rate=f"{stats.frames.rate_hz:.1f}"))
    parts.append(tr("skipped_figure", count=stats.frames.skipped))
    if stats.viewers:
        worst = max(viewer.loss for viewer in stats.viewers)
        trip = max(viewer.round_trip_ms for viewer in stats.viewers)
        parts.append(tr("viewers_figure", loss=f"{worst * 100:.0f}", trip=f"{trip:.0f}"))
    if stats.recorder.disk_left_s > 0:
        parts.append(tr("disk_figure", hours=f"{stats.recorder.disk_left_s / 3600:.1f}"))
    parts.append(tr("cpu_figure", percent=f"{stats.cpu_percent:.0f}"))
    return "  ·  ".join(parts)


def viewers_text(state: ViewState) -> str:
    """One line a viewer."""
    lines = [
        tr(
            "viewer_line",
            minutes=f"{viewer.connected_s / 60:.0f}",
            rate=f"{viewer.sent_bps / 1e6:.1f}",
            loss=f"{viewer.loss * 100:.0f}",
            trip=f"{viewer.round_trip_ms:.0f}",
            picture=picture_of(viewer, state),
        )
        for viewer in state.stats.viewers[:20]
    ]
    return "\n".join(lines)
