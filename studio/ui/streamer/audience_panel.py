"""Where the show can be seen: the address, a picture of it for phones, and who watches."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.widgets.qr import QrView
from studio.ui.words import tr

_LOCAL = "127.0.0.1"


class AudiencePanel(Panel):
    """Copy the address, or show the picture to a phone."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("audience"), theme)
        self._session = session
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(tr("viewer_address"))
        copy = QPushButton(tr("copy"))
        copy.clicked.connect(self.copy)
        self._copy = copy
        line = QHBoxLayout()
        line.setContentsMargins(4, 0, 4, 0)
        line.addWidget(self.address, 1)
        line.addWidget(copy)
        self.body.addLayout(line)
        self._note = plain_label("", "quiet")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(4, 2, 4, 2)
        self.body.addWidget(self._note)
        self._qr = QrView(132)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._qr)
        middle.addStretch(1)
        self.body.addLayout(middle)
        self._who = plain_label("", "quiet")
        self._who.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._who)
        self.body.addStretch(1)
        session.changed.connect(self.refresh)

    def copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.address.text())
        self._copy.setText(tr("copied"))

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        if self.address.text() != state.viewer_url:
            self.address.setText(state.viewer_url)
            is_local = _LOCAL in state.viewer_url
            self._qr.set_text("" if is_local else state.viewer_url)
            self._qr.setVisible(not is_local)
            self._note.setText(tr("only_here") if is_local else tr("network_address"))
            self._copy.setText(tr("copy"))
        count = len(state.stats.viewers)
        self._who.setText(tr("watching", count=count) if state.is_on_air else tr("nobody_yet"))
