"""The health bar: is all well, and if not, what and what to do; the figures behind it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio.core.status import Severity
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.state import ViewState
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_EDGE_PX, _GAP_PX = 16, 24
_TONES = {Severity.URGENT: "urgent", Severity.WARNING: "warning", Severity.NOTE: ""}


class HealthBar(QWidget):
    """One line; an alarm stands first, in words, above the figures where both are too long."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("health")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._word = plain_label("", "alarm")
        self._figures = plain_label("", "figures")
        self._word.setMinimumWidth(80)
        self._word.setWordWrap(True)  # an alarm is read whole, also in a narrow window
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_EDGE_PX, 6, _EDGE_PX, 6)
        self._row.addWidget(self._word, 1)
        self._row.addWidget(self._figures)
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """Everything it says."""
        return f"{self._word.text()} {self._figures.text()}"

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        words, tone, advice = health_words(state)
        self._word.setText(words)
        self._word.setToolTip(advice)
        set_tone(self._word, tone)
        self._figures.setText(figures_text(state))
        self._figures.setToolTip(viewers_text(state))
        self._arrange()

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


def health_words(state: ViewState) -> tuple[str, str, str]:
    """The sentence, its tone, and what to do."""
    if not state.is_connected:
        return tr("reconnecting"), "warning", ""
    if state.is_engine_lost:
        words = tr("engine_returns") if state.will_engine_return else tr("engine_gone")
        return words, "urgent", ""
    alarm = state.loudest_alarm
    if alarm is None:
        return tr("all_well"), "good", ""
    text, advice = said(alarm.text), said(alarm.advice)
    return f"{text} — {advice}" if advice else text, _TONES[alarm.severity], advice


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
        )
        for viewer in state.stats.viewers[:20]
    ]
    return "\n".join(lines)
