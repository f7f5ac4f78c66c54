"""Settings page for where the chat is kept: a file of the studio, or a database of the person's."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from studio.core.errors import BadInputError
from studio.core.messages.requests import SetStorePassword
from studio.core.platforms import MOST_SECRET_CHARACTERS
from studio.core.settings import StoreSettings
from studio.core.store_address import check_store
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.widgets.panel import fit_height, plain_label, set_tone
from studio.ui.words import tr


class StorePage(QWidget):
    """Changes nothing by itself; the password is told once and never shown."""

    def __init__(self, session: Session, settings: StoreSettings) -> None:
        super().__init__()
        self._session = session
        self.address = QLineEdit(settings.url)
        self.address.setPlaceholderText(tr("store_here"))
        self.address.setMaxLength(2048)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(MOST_SECRET_CHARACTERS)
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        form = QFormLayout(self)
        form.setContentsMargins(4, 16, 4, 8)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, line in (
            (tr("store_address"), self.address),
            (tr("store_password"), self.password),
        ):
            line.setAccessibleName(words)
            form.addRow(words, line)
        form.addRow(self.note)
        self.address.textChanged.connect(lambda _text: self._check())
        self._check()

    @property
    def trouble(self) -> str:
        """What is wrong with the address; empty: nothing."""
        try:
            check_store(self.wanted().url)
        except BadInputError as error:
            return said(error.what)
        return ""

    def wanted(self) -> StoreSettings:
        """What the page says now."""
        return StoreSettings(url=self.address.text().strip())

    def keep_password(self) -> None:
        """Tell the hub what was typed, if anything was."""
        if self.password.text():
            self._session.ask(SetStorePassword(self.password.text()))
            self.password.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All words have room, however they are wrapped."""
        super().resizeEvent(event)
        if self.isVisible():
            fit_height(self.note)

    def _check(self) -> None:
        trouble = self.trouble
        self.note.setText(trouble or tr("store_note"))
        set_tone(self.note, "warning" if trouble else "")
        if self.isVisible():
            fit_height(self.note)
