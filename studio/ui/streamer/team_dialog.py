"""Moderators: let them in from other machines, invite one, see their devices, put one out."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.devices import Device
from studio.core.messages.events import DevicesChanged
from studio.core.messages.requests import (
    CancelInvitation,
    GetTeamDevices,
    Invite,
    RenameDevice,
    RevokeDevice,
    SetSettings,
)
from studio.core.messages.results import Invitation, Result, TeamDevices
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.streamer.invitation_view import InvitationView
from studio.ui.theme import Theme
from studio.ui.widgets.device_row import DeviceRow
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX = 760
_LEFT_PX = 300
_PAIRS = 8  # of the fingerprint on a line


class TeamDialog(QDialog):
    """Asks for devices and invitation at first and whenever they changed."""

    def __init__(self, parent: QWidget | None, session: Session, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("team_title"))
        self.setMinimumWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._theme = theme
        self._known = TeamDevices()
        self._is_known = False
        self.rows: dict[str, DeviceRow] = {}
        self.view = InvitationView()
        self.view.cancel_button.clicked.connect(lambda: session.ask(CancelInvitation()))
        self._make_fields()
        self._lay_out()
        session.changed.connect(self.refresh)
        session.heard.connect(self._hear)
        self.refresh()
        self.look()

    def look(self) -> None:
        """Ask the hub how things are."""
        self._session.ask_quietly(GetTeamDevices(), self._take, self._miss)

    def invite(self) -> None:
        """Open an invitation; an earlier one ends with it."""

        def take(result: Result) -> None:
            if isinstance(result, Invitation):
                self._take(msgspec.structs.replace(self._known, invitation=result))
                self.view.copy_button.setFocus()

        self._session.ask(Invite(), take)

    def refresh(self) -> None:
        """Show what is known now."""
        state, known = self._session.state, self._known
        is_allowed = state.settings.moderators.is_allowed
        self.allowed.blockSignals(True)
        self.allowed.setChecked(is_allowed)
        self.allowed.blockSignals(False)
        self.allowed.setEnabled(state.is_connected)
        self.invite_button.setEnabled(state.is_connected and bool(known.port))
        self.view.show_invitation(known.invitation)
        self.note.setText(self._note_words(is_allowed=is_allowed))
        pairs = known.fingerprint.split(":") if known.fingerprint else []
        lines = [":".join(pairs[at : at + _PAIRS]) for at in range(0, len(pairs), _PAIRS)]
        self.fingerprint.setText("\n".join(lines))
        self.fingerprint.setVisible(bool(lines))
        self._fill_rows([one for one in known.devices if not one.is_revoked])

    def _take(self, result: Result) -> None:
        if isinstance(result, TeamDevices):
            self._known, self._is_known = result, True
            self.refresh()

    def _miss(self) -> None:
        self._is_known = False
        self.refresh()

    def _hear(self, event: object) -> None:
        if isinstance(event, DevicesChanged):
            self.look()

    def _make_fields(self) -> None:
        self.allowed = QCheckBox(tr("team_allow"))
        self.allowed.toggled.connect(self._allow)
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        self.note.setFixedWidth(_LEFT_PX)
        self.fingerprint = plain_label("", "figures")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setAccessibleName(tr("phones_fingerprint"))
        self.invite_button = QPushButton(tr("team_invite"))
        self.invite_button.setObjectName("primary")
        self.invite_button.clicked.connect(self.invite)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.allowed, self.note, self.fingerprint):
            left.addWidget(widget)
        left.addSpacing(8)
        left.addWidget(self.view)
        left.addStretch(1)
        how = plain_label(tr("team_how"), "quiet")
        how.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(plain_label(tr("team_devices"), "heading"))
        head.addStretch(1)
        head.addWidget(self.invite_button)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(head)
        right.addWidget(how)
        right.addWidget(self._make_list(), 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(24)
        layout.addLayout(left)
        layout.addLayout(right, 1)

    def _make_list(self) -> QScrollArea:
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._none = plain_label("", "quiet")
        self._none.setWordWrap(True)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(240)
        scroll.setWidget(inside)
        return scroll

    def _fill_rows(self, devices: list[Device]) -> None:
        self._none.setText(tr("team_none") if self._is_known else tr("team_unknown"))
        self._none.setVisible(not devices)
        if list(self.rows) != [device.id for device in devices]:
            for row in self.rows.values():
                self._list.removeWidget(row)
                row.deleteLater()
            self.rows = {device.id: self._row(device) for device in devices}
            for place, row in enumerate(self.rows.values()):
                self._list.insertWidget(place, row)
        for device in devices:
            self.rows[device.id].show_device(device)

    def _row(self, device: Device) -> DeviceRow:
        ask = self._session.ask
        return DeviceRow(
            device,
            self._theme,
            lambda name: ask(RenameDevice(device.id, name)),
            partial(ask, RevokeDevice(device.id)),
        )

    def _allow(self, is_allowed: bool) -> None:
        settings = self._session.state.settings
        moderators = msgspec.structs.replace(settings.moderators, is_allowed=is_allowed)
        self._session.ask(SetSettings(msgspec.structs.replace(settings, moderators=moderators)))

    def _note_words(self, *, is_allowed: bool) -> str:
        if self._known.note:
            return said(self._known.note)
        return tr("team_open_note") if is_allowed else tr("team_closed_note")
