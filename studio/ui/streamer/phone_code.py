"""The code that a phone scans: large, with its address, and what the phone does now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.core.guests import GuestLink, GuestState
from studio.core.status import GuestStatus
from studio.ui.widgets.guest_row import figures_of, until_words
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.qr import QrView
from studio.ui.words import tr

_SIDE_PX = 300
_TONES = {
    GuestState.CONNECTED: "good",
    GuestState.ON_AIR: "urgent",
    GuestState.REVOKED: "warning",
    GuestState.EXPIRED: "warning",
}


class PhoneCode(QWidget):
    """Holds the token while the dialog is open; what is written out never shows it."""

    def __init__(self) -> None:
        super().__init__()
        self._token = ""
        self._page_url = ""
        self.qr = QrView(_SIDE_PX)
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(tr("guest_address"))
        self.copy_button = QPushButton(tr("guest_copy"))
        self.copy_button.clicked.connect(self.copy)
        self.state = plain_label("", "alarm")
        self.state.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._until = plain_label("", "quiet")
        self._until.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty = plain_label(tr("guest_no_code"), "place")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFixedSize(_SIDE_PX, _SIDE_PX)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.address, 1)
        line.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.qr, self._empty):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.state, self._until):
            layout.addWidget(label)
        layout.addWidget(self._line)
        self._refresh()

    @property
    def url(self) -> str:
        """The whole address, token and all; empty without one."""
        return f"{self._page_url}#{self._token}" if self._token else ""

    def set_token(self, token: str) -> None:
        """Show the code of this token; empty: none."""
        self._token = token
        self.copy_button.setText(tr("guest_copy"))
        self._refresh()

    def set_page(self, page_url: str) -> None:
        """Where the page is now."""
        if page_url != self._page_url:
            self._page_url = page_url
            self._refresh()

    def show_link(self, link: GuestLink | None, status: GuestStatus | None) -> None:
        """What the phone does now."""
        if link is None or not self._token:
            self.state.setText("")
            self._until.setText("")
            return
        words = tr(f"guest_now_{link.state.value}")
        self.state.setText(words)
        set_tone(self.state, _TONES.get(link.state, "quiet"))
        self._until.setText(figures_of(status) if status is not None else until_words(link))

    def copy(self) -> None:
        """Put the whole address on the clipboard."""
        QGuiApplication.clipboard().setText(self.url)
        self.copy_button.setText(tr("copied"))

    def _refresh(self) -> None:
        has_code = bool(self._token)
        self.qr.set_text(self.url)
        self.qr.setAccessibleName(tr("guest_code"))
        self.qr.setVisible(has_code)
        self._empty.setVisible(not has_code)
        self.address.setText(self._page_url if has_code else "")
        self.address.setCursorPosition(0)
        self._line.setVisible(has_code)
        self.copy_button.setEnabled(has_code)
