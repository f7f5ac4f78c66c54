"""The keys: which command has which, another one by pressing it, and which work everywhere."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.core.messages.requests import SetSettings
from studio.ui.command import Command
from studio.ui.fuzzy import fit
from studio.ui.key_choices import KeyChoices, chosen_keys
from studio.ui.session import Session
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.words import tr

_ID = Qt.ItemDataRole.UserRole
_NATIVE = QKeySequence.SequenceFormat.NativeText
_WORDS, _KEY, _EVERYWHERE = 0, 1, 2


class KeysDialog(QDialog):
    """Nothing changes before Save. ``own``: the commands with the keys they come with.

    ``why_not_everywhere``: why keys cannot work in front of other programs here, or empty.
    """

    def __init__(
        self, parent: QWidget, session: Session, own: Sequence[Command], why_not_everywhere: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("keys_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        self._session = session
        ui = session.state.settings.ui
        self.choices = KeyChoices(own, chosen_keys(ui), frozenset(ui.global_keys))
        self._has_everywhere = not why_not_everywhere
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("keys_filter"))
        self.filter.setAccessibleName(tr("keys_filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.tree = self._make_tree()
        self.said = plain_label("", "quiet")
        self.said.setWordWrap(True)
        note = plain_label(why_not_everywhere or tr("keys_everywhere_note"), "quiet")
        note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree, 1)
        layout.addLayout(self._editor())
        layout.addWidget(self.said)
        layout.addWidget(note)
        layout.addWidget(self._buttons())
        self._fill()
        self.choose(own[0].id if own else "")

    def chosen_id(self) -> str:
        """The command that is selected, or empty."""
        item = self.tree.currentItem()
        return str(item.data(_WORDS, _ID)) if item is not None else ""

    def choose(self, command_id: str) -> None:
        """Select that command."""
        for item in self._items():
            if item.data(_WORDS, _ID) == command_id:
                self.tree.setCurrentItem(item)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(tr("keys_title"))
        tree.setColumnCount(3)
        tree.setHeaderLabels([tr("keys_command"), tr("keys_key"), tr("keys_everywhere")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(_WORDS, tree.header().ResizeMode.Stretch)
        for column in (_KEY, _EVERYWHERE):
            tree.header().setSectionResizeMode(column, tree.header().ResizeMode.ResizeToContents)
        tree.currentItemChanged.connect(lambda *_items: self._show_chosen())
        tree.itemActivated.connect(lambda *_item: self.press.setFocus())
        tree.itemChanged.connect(self._ticked)
        return tree

    def _editor(self) -> QHBoxLayout:
        self.press = QKeySequenceEdit()
        self.press.setMaximumSequenceLength(1)
        self.press.setAccessibleName(tr("keys_press"))
        line = self.press.findChild(QLineEdit)
        if line is not None:
            line.setPlaceholderText(tr("keys_press"))
        self.press.keySequenceChanged.connect(self._say_whose)
        row = QHBoxLayout()
        row.addWidget(self.press, 1)
        for words, act in (
            (tr("keys_set"), self.use),
            (tr("keys_clear"), self.clear),
            (tr("keys_reset"), self.reset),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        accept = buttons.addButton(tr("save"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("primary")
        buttons.addButton(tr("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        again = buttons.addButton(tr("keys_reset_all"), QDialogButtonBox.ButtonRole.ResetRole)
        again.clicked.connect(self.reset_all)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        return buttons

    def use(self) -> None:
        """The selected command has the pressed key from now on."""
        key = self.press.keySequence().toString()
        if key and self.chosen_id():
            self._take(self.choices.with_key(self.chosen_id(), key))

    def clear(self) -> None:
        """The selected command has no key."""
        if self.chosen_id():
            self._take(self.choices.with_key(self.chosen_id(), ""))

    def reset(self) -> None:
        """The selected command as delivered."""
        self._take(self.choices.without_choice(self.chosen_id()))

    def reset_all(self) -> None:
        """All as delivered."""
        self._take(self.choices.delivered())

    def _take(self, choices: KeyChoices) -> None:
        self.choices = choices
        self._fill()
        self._show_chosen()

    def _items(self) -> list[QTreeWidgetItem]:
        found = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _fill(self) -> None:
        self.tree.blockSignals(True)
        if not self._items():
            for command in self.choices.own:
                item = QTreeWidgetItem([command.words.replace("\n", " "), "", ""])
                item.setData(_WORDS, _ID, command.id)
                self.tree.addTopLevelItem(item)
        for command, item in zip(self.choices.own, self._items(), strict=True):
            keys = [QKeySequence(key).toString(_NATIVE) for key in self.choices.keys(command.id)]
            item.setText(_KEY, "  ".join(keys) or command.local_keys)
            if command.can_be_global and self._has_everywhere:
                is_on = command.id in self.choices.everywhere
                state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
                item.setCheckState(_EVERYWHERE, state)
        self.tree.blockSignals(False)

    def _filter(self, typed: str) -> None:
        for item in self._items():
            text = f"{item.text(_WORDS)} {item.text(_KEY)}"
            item.setHidden(bool(typed.strip()) and not fit(typed, text))

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _EVERYWHERE:
            is_on = item.checkState(_EVERYWHERE) is Qt.CheckState.Checked
            self.choices = self.choices.with_everywhere(str(item.data(_WORDS, _ID)), is_on)

    def _show_chosen(self) -> None:
        keys = self.choices.keys(self.chosen_id())
        self.press.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        self._say_whose()

    def _say_whose(self) -> None:
        sequence = self.press.keySequence()
        key = sequence.toString()
        self.said.setText("")
        set_tone(self.said, "")
        if not key or key in self.choices.keys(self.chosen_id()):
            return
        other = self.choices.taken_by(key, self.chosen_id())
        shown = sequence.toString(_NATIVE)
        if other is None:
            self.said.setText(tr("keys_free", key=shown))
        else:
            self.said.setText(tr("keys_taken", key=shown, command=other.words))
            set_tone(self.said, "warning")

    def _save(self) -> None:
        settings = self._session.state.settings
        ui = msgspec.structs.replace(
            settings.ui,
            keys=self.choices.settings(),
            global_keys=tuple(sorted(self.choices.everywhere)),
        )
        if ui != settings.ui:
            self._session.ask(SetSettings(msgspec.structs.replace(settings, ui=ui)))
        self.accept()
