"""Phones and guests: let them in on this network, make a code, see who is there, put them out."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.guests import GuestLifetime, GuestLink
from studio.core.messages.requests import CreateGuestLink, RevokeGuestLink, SetSettings
from studio.core.messages.results import GuestLinkCreated, Result
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.streamer.phone_code import PhoneCode
from studio.ui.theme import Theme
from studio.ui.widgets.guest_row import GuestRow
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX = 760
_LEFT_PX = 300
_PAIRS = 8  # of the fingerprint on a line


class PhonesDialog(QDialog):
    """``made(link)`` after a code for a new link; ``link_id``: one that gets another code."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        theme: Theme,
        made: Callable[[GuestLink], None],
        link_id: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("phones"))
        self.setMinimumWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._theme = theme
        self._made = made
        self._link_id = link_id
        self.rows: dict[str, GuestRow] = {}
        self.code = PhoneCode()
        self._make_fields()
        self._lay_out()
        session.changed.connect(self.refresh)
        self._fill_from(self._link())
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        guests, state = self._session.state.guests, self._session.state
        known = {status.link_id: status for status in state.stats.guests}
        self.code.set_page(guests.page_url)
        link = self._link()
        self.code.show_link(link, known.get(self._link_id))
        self.allowed.blockSignals(True)
        self.allowed.setChecked(state.settings.phones.is_allowed)
        self.allowed.blockSignals(False)
        self.allowed.setEnabled(state.is_connected)
        self.make.setEnabled(state.is_connected)
        self.note.setText(self._note_words())
        pairs = guests.fingerprint.split(":") if guests.is_on_network else []
        lines = [":".join(pairs[at : at + _PAIRS]) for at in range(0, len(pairs), _PAIRS)]
        self.fingerprint.setText("\n".join(lines))
        self.fingerprint.setVisible(bool(lines))
        self._fill_rows(guests.links)
        for row_id, row in self.rows.items():
            row.show_link(next(one for one in guests.links if one.id == row_id), known.get(row_id))

    def make_code(self) -> None:
        """Make a code for a new link, or another one for the link that is shown."""
        name = self.name.text().strip()[:100] or tr("kind_guest")
        lifetime = GuestLifetime(self.lifetime.currentData())
        wanted = CreateGuestLink(
            name, lifetime, self.camera.isChecked(), self.microphone.isChecked(), self._link_id
        )
        is_new = not self._link_id

        def take(result: Result) -> None:
            if isinstance(result, GuestLinkCreated):
                self._link_id = result.link.id
                self.code.set_token(result.url.partition("#")[2])
                self.refresh()
                if is_new:
                    self._made(result.link)
                    self.again.show()
                self.make.setText(tr("guest_make_again"))

        self._session.ask(wanted, take)

    def _make_fields(self) -> None:
        self.allowed = QCheckBox(tr("phones_allow"))
        self.allowed.toggled.connect(self._allow)
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        self.note.setFixedWidth(_LEFT_PX)
        self.fingerprint = plain_label("", "figures")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fingerprint.setAccessibleName(tr("phones_fingerprint"))
        self.name = QLineEdit(tr("guest_first_name"))
        self.name.setMaxLength(100)
        self.lifetime = QComboBox()
        for lifetime in GuestLifetime:
            self.lifetime.addItem(tr(f"guest_lifetime_{lifetime.value}"), lifetime.value)
        self.lifetime.setCurrentIndex(self.lifetime.findData(GuestLifetime.SHOW.value))
        self.camera = QCheckBox(tr("guest_camera"))
        self.microphone = QCheckBox(tr("guest_microphone"))
        for box in (self.camera, self.microphone):
            box.setChecked(True)
            box.toggled.connect(self._keep_one)
        self.make = QPushButton(tr("guest_make"))
        self.make.setObjectName("primary")
        self.make.clicked.connect(self.make_code)
        self.again = QPushButton(tr("guest_another"))
        self.again.clicked.connect(self._begin_another)
        self.again.hide()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in ((tr("name"), self.name), (tr("guest_lifetime"), self.lifetime)):
            field.setAccessibleName(words)
            form.addRow(words, field)
        parts = QHBoxLayout()
        parts.setSpacing(16)
        parts.addWidget(self.camera)
        parts.addWidget(self.microphone)
        parts.addStretch(1)
        form.addRow(tr("guest_parts"), parts)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.make)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(form)
        right.addLayout(buttons)
        right.addWidget(plain_label(tr("guest_links"), "heading"))
        right.addWidget(self._make_list(), 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.code)
        left.addStretch(1)
        for widget in (self.allowed, self.note, self.fingerprint):
            left.addWidget(widget)
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
        self._none = plain_label(tr("guest_none"), "quiet")
        self._none.setWordWrap(True)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(150)
        scroll.setWidget(inside)
        return scroll

    def _link(self) -> GuestLink | None:
        links = self._session.state.guests.links
        return next((link for link in links if link.id == self._link_id), None)

    def _fill_from(self, link: GuestLink | None) -> None:
        """The fields of a link that gets another code; one that is not known is begun anew."""
        if link is None:
            self._link_id = ""
            return
        self.name.setText(link.name)
        self.lifetime.setCurrentIndex(self.lifetime.findData(link.lifetime.value))
        self.camera.setChecked(link.has_camera)
        self.microphone.setChecked(link.has_microphone)
        self.make.setText(tr("guest_make_again"))

    def _begin_another(self) -> None:
        self._link_id = ""
        self.code.set_token("")
        self.make.setText(tr("guest_make"))
        self.again.hide()
        self.name.setFocus()
        self.name.selectAll()
        self.refresh()

    def _fill_rows(self, links: tuple[GuestLink, ...]) -> None:
        wanted = [link.id for link in links]
        if list(self.rows) == wanted:
            return
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = {
            link.id: GuestRow(link, self._theme, partial(self._act, link.id)) for link in links
        }
        for place, row in enumerate(self.rows.values()):
            self._list.insertWidget(place, row)
        self._none.setVisible(not links)

    def _act(self, link_id: str, name: str) -> None:
        if name != "renew":
            self._session.ask(RevokeGuestLink(link_id, is_forgotten=name == "forget"))
            return
        self._link_id = link_id
        self._fill_from(self._link())
        self.make_code()

    def _allow(self, is_allowed: bool) -> None:
        settings = self._session.state.settings
        phones = msgspec.structs.replace(settings.phones, is_allowed=is_allowed)
        self._session.ask(SetSettings(msgspec.structs.replace(settings, phones=phones)))

    def _keep_one(self) -> None:
        """A guest needs a camera or a microphone."""
        if not self.camera.isChecked() and not self.microphone.isChecked():
            other = self.microphone if self.sender() is self.camera else self.camera
            other.setChecked(True)

    def _note_words(self) -> str:
        guests = self._session.state.guests
        if guests.note:
            return said(guests.note)
        if not guests.is_on_network:
            return tr("phones_only_here")
        return tr("phones_warning")
