"""What the computer can do: measured while one waits, with a size and rate and the reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.core.findings import Advice, Finding, Health, Report
from studio.core.messages.events import Event, Examined, Examining
from studio.core.messages.requests import Examine
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

# Names that are no product's own, by their words; said() would take a person's words for them.
_NAMES = {
    "Scripts": "finding_scripts",
    "Recordings": "finding_recordings",
    "Viewer page": "finding_viewer_page",
    "Settings": "settings",
    "Show": "finding_show",
    "Advice": "finding_advice",
}


def advice_words(advice: Advice) -> str:
    """The choice and its reason, as a sentence."""
    words = tr(
        "first_advice",
        size=f"{advice.width_px} × {advice.height_px}",
        rate=advice.rate_hz,
        bitrate=f"{advice.bitrate_bps / 1e6:.1f}",
    )
    if advice.is_tight:
        return f"{words} {tr('first_tight')}"
    reason = tr("first_reason", ms=f"{advice.encode_ms:.0f}", budget=f"{advice.budget_ms:.0f}")
    return f"{words} {reason}"


def worth_saying(report: Report) -> tuple[Finding, ...]:
    """What a person has to do something about; devices and screens have pages of their own."""
    bad = (Health.LIMITED, Health.BROKEN)
    quiet = ("Devices", "Display", "Speed")
    return tuple(one for one in report.findings if one.health in bad and one.area not in quiet)


def finding_words(finding: Finding) -> str:
    """A finding as a line: what it is about, how it stands, and what to do."""
    word = _NAMES.get(finding.name)
    line = f"{tr(word) if word else finding.name}: {said(finding.text)}"
    return f"{line} — {said(finding.advice)}" if finding.advice else line


class MachinePage(QWidget):
    """`enter` begins to measure; ``advice`` is there when it is done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.advice: Advice | None = None
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("first_machine_title"))
        self._what = plain_label("", "quiet")
        self._advice = plain_label("", "heading")
        self._rest = plain_label("", "quiet")
        for label in (self._what, self._advice, self._rest):
            label.setWordWrap(True)
        self.again = QPushButton(tr("first_again"))
        self.again.clicked.connect(self.measure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        note: QLabel = plain_label(tr("first_machine"), "quiet")
        note.setWordWrap(True)
        for widget in (note, self.bar, self._what, self._advice, self._rest):
            layout.addWidget(widget)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        session.heard.connect(self._hear)

    @property
    def words(self) -> str:
        """All that it says."""
        return " ".join((self._what.text(), self._advice.text(), self._rest.text()))

    def enter(self) -> None:
        """Measure, unless it was."""
        if self.advice is None:
            self.measure()

    def leave(self) -> None:
        """It may go on while other pages are looked at."""

    def measure(self) -> None:
        """Begin; asked for again after a failure."""
        self.again.setEnabled(False)
        self.bar.setValue(0)
        self._what.setText(tr("first_measuring"))
        self._session.ask(Examine())
        self.again.setEnabled(True)

    def _hear(self, event: Event) -> None:
        if isinstance(event, Examining):
            self.bar.setValue(round(event.share * 100))
            self._what.setText(f"{tr('first_measuring')}  {event.what}")
        elif isinstance(event, Examined):
            self.bar.setValue(100)
            self._take(event)

    def _take(self, told: Examined) -> None:
        report = told.report
        if report is None or report.advice is None:
            self._what.setText(said(told.reason) or tr("first_not_measured"))
            set_tone(self._what, "warning")
            return
        self.advice = report.advice
        speed = report.disk_bytes_per_s / 1e6
        hours = report.disk.minutes / 60 if report.disk is not None else 0
        disk = tr("first_disk", speed=f"{speed:.0f}", hours=f"{hours:.0f}")
        self._what.setText(disk)
        self._advice.setText(advice_words(report.advice))
        self._rest.setText("\n".join(map(finding_words, worth_saying(report))))
