"""The foot of a dialog that is filled in: the one button that does it, and the one that leaves."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton

from studio.ui.words import tr


class DialogFoot(QDialogButtonBox):
    """``accept`` does what ``words`` say; Escape and "Cancel" leave the dialog as it was."""

    def __init__(self, dialog: QDialog, words: str, accept: Callable[[], object]) -> None:
        super().__init__()
        self.accept_button: QPushButton = self.addButton(
            words, QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setObjectName("primary")
        self.addButton(tr("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.accepted.connect(accept)
        self.rejected.connect(dialog.reject)
