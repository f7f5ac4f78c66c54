"""Settings page for remote controls: whether they may connect, how, the password, who is there."""

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from studio.core.messages.requests import GetObsAccess, RenewObsPassword
from studio.core.messages.results import ObsAccess, ObsRemote, Result
from studio.core.network import EVERYWHERE, LOOPBACK, address_for_others
from studio.core.settings import ObsSettings
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.widgets.number_box import NumberBox
from studio.ui.widgets.panel import fit_height, plain_label, set_tone
from studio.ui.words import tr

_LOOK_EVERY_MS = 2000
_PASSWORD_PX = 200
_EVERYONE = EVERYWHERE[0]


class RemotesPage(QWidget):
    """Asks who is connected while it is looked at; changes nothing by itself but the password."""

    def __init__(self, session: Session, settings: ObsSettings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self._access: ObsAccess | None = None
        self._make_fields(settings)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._show_access()

    def wanted(self) -> ObsSettings:
        """What the page says now."""
        return msgspec.structs.replace(
            self._settings,
            is_on=self.is_on.isChecked(),
            listen_host=self.reach.currentData(),
            listen_port=self.port.value(),
            allows_pages=self.pages.isChecked(),
        )

    def copy(self) -> None:
        """Put the password on the clipboard."""
        QGuiApplication.clipboard().setText(self.password.text())
        self._copy.setText(tr("copied"))

    def renew(self) -> None:
        """Another password; whoever is connected is let go."""
        self._session.ask(RenewObsPassword(), self._take)
        self._copy.setText(tr("copy"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All words have room, however they are wrapped."""
        super().resizeEvent(event)
        fit_height(self.note)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now, and again while it is shown."""
        super().showEvent(event)
        self._look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        self._timer.stop()
        super().hideEvent(event)

    def _make_fields(self, settings: ObsSettings) -> None:
        self.is_on = QCheckBox(tr("remotes_on"))
        self.is_on.setChecked(settings.is_on)
        self.reach = QComboBox()
        self.reach.addItem(tr("remotes_here"), LOOPBACK)
        self.reach.addItem(tr("remotes_network"), _EVERYONE)
        if self.reach.findData(settings.listen_host) < 0:
            self.reach.addItem(settings.listen_host, settings.listen_host)
        self.reach.setCurrentIndex(self.reach.findData(settings.listen_host))
        self.port = NumberBox()
        self.port.setRange(0, 65535)
        self.port.setValue(settings.listen_port)
        self.pages = QCheckBox(tr("remotes_pages"))
        self.pages.setChecked(settings.allows_pages)
        self.password = QLineEdit()
        self.password.setReadOnly(True)
        self.password.setMinimumWidth(_PASSWORD_PX)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal = QPushButton(tr("show_password"))
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._reveal)
        self._copy = QPushButton(tr("copy"))
        self._copy.clicked.connect(self.copy)
        self.renew_button = QPushButton(tr("new_password"))
        self.renew_button.setToolTip(tr("new_password_tip"))
        self.renew_button.clicked.connect(self.renew)
        self.who = plain_label("")
        self.who.setWordWrap(True)
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        self.reach.currentIndexChanged.connect(lambda _place: self._show_access())

    def _lay_out(self) -> None:
        password = QWidget()
        line = QHBoxLayout(password)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.password, 1)
        for button in (self.reveal, self._copy, self.renew_button):
            line.addWidget(button)
        form = QFormLayout(self)
        form.setContentsMargins(4, 16, 4, 8)
        form.setVerticalSpacing(10)
        form.addRow(self.is_on)
        for words, widget in (
            (tr("remotes_reach"), self.reach),
            (tr("remotes_port"), self.port),
            (tr("remotes_password"), password),
            (tr("remotes_who"), self.who),
        ):
            form.addRow(words, widget)
            widget.setAccessibleName(words)
        self.password.setAccessibleName(tr("remotes_password"))
        form.addRow(self.pages)
        form.addRow(self.note)

    def _look(self) -> None:
        self._session.ask_quietly(GetObsAccess(), self._take)

    def _take(self, result: Result) -> None:
        if isinstance(result, ObsAccess):
            self._access = result
            self._show_access()

    def _reveal(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.password.setEchoMode(mode)
        self.reveal.setText(tr("hide_password") if is_shown else tr("show_password"))

    def _show_access(self) -> None:
        access = self._access
        has_password = access is not None and bool(access.password)
        if access is not None and self.password.text() != access.password:
            self.password.setText(access.password)
            self.password.setCursorPosition(0)
        for button in (self.reveal, self._copy, self.renew_button):
            button.setEnabled(has_password)
        self.who.setText(self._who_words(access))
        set_tone(self.who, "warning" if access is not None and access.reason else "quiet")
        is_open = self.reach.currentData() != LOOPBACK
        address = address_for_others() if is_open else LOOPBACK
        notes = [tr("remotes_note", address=address, port=self.port.value())]
        if is_open:
            notes.append(tr("remotes_open_note"))
        self.note.setText("\n".join(notes))
        if self.isVisible():
            fit_height(self.note)

    def _who_words(self, access: ObsAccess | None) -> str:
        if access is None:
            return "…"
        if access.reason:
            return said(access.reason)
        if not access.is_listening:
            return tr("remotes_off")
        return "\n".join(_remote_words(one) for one in access.remotes) or tr("remotes_nobody")


def _remote_words(remote: ObsRemote) -> str:
    minutes = int(remote.connected_s // 60)
    program = remote.program.partition(" ")[0] or tr("remotes_unnamed")
    return tr("remotes_one", program=program, address=remote.address, minutes=minutes)
