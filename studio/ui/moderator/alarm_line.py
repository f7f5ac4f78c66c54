"""What the studio has to say at this moment, in one quiet line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from studio.core.status import Severity
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.widgets.panel import set_tone
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr

_TONES = {Severity.URGENT: "urgent", Severity.WARNING: "warning"}


class AlarmLine(QLabel):
    """The gravest alarm; how many more there are; without any, what is worth knowing."""

    def __init__(self, session: Session, calm: str) -> None:
        super().__init__()
        self.setObjectName("alarm")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._session = session
        self._calm = calm
        self._words = ""
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        alarms = sorted(state.alarms, key=lambda one: one.severity is not Severity.URGENT)
        if not state.is_connected:
            words, tone = tr("moderator_offline"), "warning"
        elif not alarms:
            words, tone = self._calm, "quiet"
        else:
            words = said(alarms[0].text)
            tone = _TONES.get(alarms[0].severity, "quiet")
            if len(alarms) > 1:
                words = tr("and_more", words=words, count=len(alarms) - 1)
        self._words = words
        self.setToolTip(plain_tip("\n".join(said(alarm.text) for alarm in alarms)))
        self.setAccessibleName(words)
        set_tone(self, tone)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has no room ends in dots; the tip has it all."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room_px = max(0, self.width() - 4)
        self.setText(
            self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room_px)
        )
