"""What stands behind the health bar: every reason, and the figures of each part."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from studio.core.status import EngineStats, Severity
from studio.ui.health.judge import Reason
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.state import ViewState
from studio.ui.streamer.health import HealthBar
from studio.ui.streamer.recording_words import clock_text, size_text
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_SIZE_PX = (560, 560)
_MOST_VIEWERS = 20
_TONES = {Severity.URGENT: "urgent", Severity.WARNING: "warning", Severity.NOTE: ""}
Section = tuple[str, tuple[tuple[str, str], ...]]


def sections_of(state: ViewState) -> tuple[Section, ...]:
    """Heading and rows of each part."""
    found = (
        (tr("details_picture"), _picture_rows(state)),
        (tr("details_viewers"), _viewer_rows(state.stats)),
        (tr("servers"), _target_rows(state.stats)),
        (tr("details_sources"), _source_rows(state)),
        (tr("details_disk"), _disk_rows(state)),
    )
    return tuple((heading, rows) for heading, rows in found if rows)


def _picture_rows(state: ViewState) -> tuple[tuple[str, str], ...]:
    stats, frames = state.stats, state.stats.frames
    budget_ms = 1000 / (state.show.canvas.rate_hz if state.show is not None else 30)
    rows = [(tr("details_rate"), f"{frames.rate_hz:.1f} / s")]
    rows.append((tr("details_compose"), f"{frames.compose_p50_ms:.1f} ms"))
    if stats.encoder.name:
        name = f"{stats.encoder.name} {stats.encoder.preset}".strip()
        rows.append((tr("encoder"), name))
        rows.append(
            (
                tr("details_encode"),
                f"{stats.encoder.encode_p50_ms:.1f} / {stats.encoder.encode_p99_ms:.1f} ms",
            )
        )
        rows.append((tr("bitrate"), f"{stats.encoder.actual_bps / 1e6:.1f} Mb/s"))
    rows.append((tr("details_budget"), f"{budget_ms:.1f} ms"))
    rows.append((tr("details_skipped"), f"{frames.skipped} / {frames.rendered}"))
    return tuple(rows)


def _viewer_rows(stats: EngineStats) -> tuple[tuple[str, str], ...]:
    rows = tuple(
        (
            tr("details_viewer", number=number, minutes=f"{one.connected_s / 60:.0f}"),
            f"{one.sent_bps / 1e6:.1f} Mb/s · {one.loss * 100:.0f} % · {one.round_trip_ms:.0f} ms",
        )
        for number, one in enumerate(stats.viewers[:_MOST_VIEWERS], 1)
    )
    left = len(stats.viewers) - _MOST_VIEWERS
    return (*rows, (tr("details_more", count=left), "")) if left > 0 else rows


def _target_rows(stats: EngineStats) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            one.name,
            f"{tr(f'server_state_{one.state.value}')} · {one.sent_bps / 1e6:.1f} Mb/s"
            + (f" · {said(one.reason)}" if one.reason else ""),
        )
        for one in stats.targets
    )


def _source_rows(state: ViewState) -> tuple[tuple[str, str], ...]:
    show = state.show
    rows = []
    for one in state.sources:
        source = show.source(one.source_id) if show is not None else None
        if source is None:
            continue
        words = said(one.reason) or tr(f"source_{one.state.value}")
        if one.width_px:
            words += f" · {one.width_px} × {one.height_px}"
        if one.drift_ppm:
            words += f" · {tr('details_drift', ppm=f'{one.drift_ppm:+.0f}')}"
        rows.append((source.name, words))
    return tuple(rows)


def _disk_rows(state: ViewState) -> tuple[tuple[str, str], ...]:
    recorder = state.recorder
    rows = []
    if recorder.path:
        rows.append((tr("details_file"), recorder.path))
        rows.append(
            (
                tr("recording_page"),
                f"{clock_text(recorder.duration_s)} · {size_text(recorder.written_bytes)}",
            )
        )
    if recorder.disk_left_s >= 0:
        rows.append((tr("details_left"), f"{recorder.disk_left_s / 3600:.1f} h"))
    return tuple(rows)


class HealthDetails(QDialog):
    """Stays open beside the work and follows what is known; Escape closes it."""

    def __init__(self, parent: QWidget, session: Session, bar: HealthBar) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("details_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._session = session
        self._said: object = None
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(16, 12, 16, 12)
        self._rows.setSpacing(6)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        bar.judged.connect(self.show_reasons)
        self.show_reasons(bar.reasons)

    def show_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """Show these and the figures of now."""
        sections = sections_of(self._session.state)
        if (reasons, sections) == self._said:
            return
        self._said = (reasons, sections)
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason in reasons:
            self._add_words(reason.text, "alarm", _TONES[reason.severity])
            if reason.advice:
                self._add_words(reason.advice, "quiet", "")
        if not reasons:
            self._add_words(tr("all_well"), "alarm", "good")
        for heading, rows in sections:
            self._add_words(heading, "heading", "")
            self._rows.addWidget(_table(rows))
        self._rows.addStretch(1)

    def _add_words(self, words: str, name: str, tone: str) -> None:
        label = plain_label(words, name)
        label.setWordWrap(True)
        set_tone(label, tone)
        self._rows.addWidget(label)


def _table(rows: tuple[tuple[str, str], ...]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 10)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for place, (name, words) in enumerate(rows):
        left, right = plain_label(name, "quiet"), plain_label(words)
        left.setFixedWidth(180)
        left.setWordWrap(True)
        right.setWordWrap(True)
        right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(left, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(right, place, 1)
    return table
