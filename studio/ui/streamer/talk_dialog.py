"""The talk key of a strip: pressed to choose it, and whether it works everywhere."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QKeySequenceEdit,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio.core.messages.requests import SetSettings
from studio.core.settings import TalkKey
from studio.ui.session import Session
from studio.ui.talk_keys import TalkKeys
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX = 380


class TalkDialog(QDialog):
    """Nothing changes before Save."""

    def __init__(
        self, parent: QWidget, session: Session, talk: TalkKeys, source_id: str, name: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("talk_key_title", name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH_PX)
        self._session = session
        self._source_id = source_id
        before = talk.key_of(source_id)
        self.press = QKeySequenceEdit(QKeySequence(before.key if before else ""))
        self.press.setMaximumSequenceLength(1)
        self.press.setClearButtonEnabled(True)
        self.press.setAccessibleName(tr("keys_press"))
        line = self.press.findChild(QLineEdit)
        if line is not None:
            line.setPlaceholderText(tr("keys_press"))
        self.everywhere = QCheckBox(tr("talk_everywhere"))
        self.everywhere.setChecked(bool(before and before.is_everywhere))
        self.everywhere.setEnabled(talk.can_be_everywhere)
        note = tr("talk_everywhere_note" if talk.can_be_everywhere else "talk_not_everywhere")
        words = plain_label(note, "quiet")
        words.setWordWrap(True)
        buttons = QDialogButtonBox()
        save = buttons.addButton(tr("save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setObjectName("primary")
        buttons.addButton(tr("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (self.press, self.everywhere, words, buttons):
            layout.addWidget(widget)
        self.press.setFocus()

    def _save(self) -> None:
        key = self.press.keySequence().toString()
        settings = self._session.state.settings
        others = [one for one in settings.ui.talk_keys if one.source_id != self._source_id]
        if key:
            others.append(TalkKey(self._source_id, key, self.everywhere.isChecked()))
        ui = msgspec.structs.replace(settings.ui, talk_keys=tuple(others))
        self._session.ask(SetSettings(msgspec.structs.replace(settings, ui=ui)))
        self.accept()
