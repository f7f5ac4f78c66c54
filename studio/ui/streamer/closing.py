"""Closing the window while people watch: what is meant is asked, once."""

import enum

from PySide6.QtWidgets import QMessageBox, QWidget

from studio.ui.words import tr


class Closing(enum.Enum):
    """What a person answered."""

    STAY = "stay"
    KEEP_ON_AIR = "keep"
    END_SHOW = "end"


def ask_on_air(parent: QWidget) -> Closing:
    """Close and stay on air, end the show, or stay; Escape stays."""
    box = QMessageBox(parent)
    box.setText(tr("close_question"))
    box.setInformativeText(tr("close_explained"))
    keep = box.addButton(tr("close_keep"), QMessageBox.ButtonRole.AcceptRole)
    end = box.addButton(tr("end_show"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    if clicked is keep:
        return Closing.KEEP_ON_AIR
    return Closing.END_SHOW if clicked is end else Closing.STAY
