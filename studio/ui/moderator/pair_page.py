"""The first page of the moderator's window: which studio to help, and what stands in the way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.ui.moderator.door import Door, DoorState
from studio.ui.sentences import said
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_WIDE_PX, _HIGH_PX = 480, 320
_INVITATION_CHARACTERS = 300
_EXAMPLE = "K7QM-2XRD@192.168.1.5:8482"
_NAME_CHARACTERS = 60
_GRAVE = (DoorState.REFUSED, DoorState.STRANGER, DoorState.FAILED)


class PairPage(QWidget):
    """One field to paste into, one button; below them how it stands, in words."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.setObjectName("pairpage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._door = door
        self._title = plain_label("", "title")
        self._title.setWordWrap(True)
        self._how = plain_label(tr("pair_how"), "quiet")
        self._how.setWordWrap(True)
        self.invitation = QLineEdit(placeholderText=_EXAMPLE)
        self.invitation.setMaxLength(_INVITATION_CHARACTERS)
        self.invitation.setAccessibleName(tr("pair_invitation"))
        self.name = QLineEdit(door.name, maxLength=_NAME_CHARACTERS)
        self.name.setAccessibleName(tr("pair_name"))
        self.connect_button = QPushButton(tr("pair_connect"))
        self.connect_button.setObjectName("primary")
        self.state = plain_label("", "quiet")
        self.state.setWordWrap(True)
        for label in (self._how, self.state):
            label.setMinimumHeight(2 * label.fontMetrics().lineSpacing())
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        for line in (self.invitation, self.name):
            line.returnPressed.connect(self.pair)
            line.textChanged.connect(lambda _words: self.refresh())
        self.connect_button.clicked.connect(lambda _checked=False: self.pair())
        door.changed.connect(self.refresh)
        self.refresh()

    def pair(self) -> None:
        """Try what was typed."""
        if self.connect_button.isEnabled():
            self._door.pair(self.invitation.text().strip(), self.name.text().strip())

    def refresh(self) -> None:
        """Show how it stands."""
        door = self._door
        is_trying = door.state is DoorState.PAIRING
        has_words = bool(self.invitation.text().strip() and self.name.text().strip())
        self.connect_button.setEnabled(has_words and not is_trying)
        for line in (self.invitation, self.name):
            line.setReadOnly(is_trying)
        is_known = door.state is DoorState.CONNECTING
        self._title.setText(tr("pair_reaching" if is_known else "pair_title"))
        self.state.setText(self._state_words())
        set_tone(self.state, "warning" if door.state in _GRAVE else "")

    def _state_words(self) -> str:
        door = self._door
        if door.state is DoorState.FAILED:
            return said(door.reason)
        return tr(f"pair_{door.state.value}", studio=door.reason)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("pair_invitation"), self.invitation)
        form.addRow(tr("pair_name"), self.name)
        button = QHBoxLayout()
        button.addStretch(1)
        button.addWidget(self.connect_button)
        inside = QWidget()
        inside.setFixedSize(_WIDE_PX, _HIGH_PX)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(16)
        rows.addWidget(self._title)
        rows.addWidget(self._how)
        rows.addLayout(form)
        rows.addLayout(button)
        rows.addWidget(self.state)
        rows.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(inside, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
