"""An open invitation: the code in large signs, a picture of it, and how long it is good."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from studio.core.messages.results import Invitation
from studio.ui.widgets.panel import plain_label
from studio.ui.widgets.qr import QrView
from studio.ui.words import tr

_SIDE_PX = 220
_CODE_PX = 44
_SECOND_MS = 1000


class InvitationView(QWidget):
    """``cancel_button`` is for the dialog to connect. Nothing is asked here."""

    def __init__(self) -> None:
        super().__init__()
        self.invitation: Invitation | None = None
        self.qr = QrView(_SIDE_PX)
        self.code = plain_label("", "paircode")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAccessibleName(tr("team_code"))
        self.code.setFixedHeight(_CODE_PX)
        self.left = plain_label("", "quiet")
        for label in (self.code, self.left):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(tr("team_address"))
        self.copy_button = QPushButton(tr("guest_copy"))
        self.copy_button.clicked.connect(self.copy)
        self.cancel_button = QPushButton(tr("team_cancel"))
        self._empty = plain_label(tr("team_no_code"), "place")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._parts = QWidget()
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._tick)
        self.show_invitation(None)

    @property
    def told(self) -> str:
        """What a person types on the other machine."""
        found = self.invitation
        if found is None:
            return ""
        host = f"[{found.host}]" if ":" in found.host else found.host
        return f"{found.code}@{host}:{found.port}"

    def show_invitation(self, invitation: Invitation | None) -> None:
        """Show this one; None: there is none."""
        if invitation != self.invitation:
            self.copy_button.setText(tr("guest_copy"))
        self.invitation = invitation
        self.qr.set_text(invitation.link if invitation is not None else "")
        self.qr.setAccessibleName(tr("team_qr"))
        self.code.setText(invitation.code if invitation is not None else "")
        self.address.setText(self.told)
        self.address.setCursorPosition(0)
        self._tick()

    def copy(self) -> None:
        """Put the link on the clipboard, with the fingerprint in it."""
        if self.invitation is not None:
            QGuiApplication.clipboard().setText(self.invitation.link)
            self.copy_button.setText(tr("copied"))

    def _tick(self) -> None:
        left_s = 0
        if self.invitation is not None:
            left_s = max(0, round(self.invitation.until_wall_ms / 1000 - time.time()))
        is_open = left_s > 0
        self._pages.setCurrentWidget(self._parts if is_open else self._empty)
        self.left.setText(tr("team_left", minutes=left_s // 60, seconds=f"{left_s % 60:02d}"))
        if is_open and not self._clock.isActive():
            self._clock.start()
        elif not is_open:
            self._clock.stop()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.address, 1)
        line.addWidget(self.copy_button)
        inside = QVBoxLayout(self._parts)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.code, self.left):
            inside.addWidget(label)
        inside.addLayout(line)
        inside.addWidget(self.cancel_button)
        self._pages = QStackedLayout(self)  # as large with a code as without
        self._pages.addWidget(self._parts)
        self._pages.addWidget(self._empty)
