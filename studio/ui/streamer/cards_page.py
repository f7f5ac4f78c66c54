"""Settings page for what lies over the picture: where pinned messages, polls and draws stand."""

import enum
from collections.abc import Iterable

import msgspec
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from studio.core.overlay import CardLook, CardSize, Place
from studio.core.settings import OverlaySettings
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr


class CardsPage(QWidget):
    """Changes nothing by itself."""

    def __init__(self, settings: OverlaySettings) -> None:
        super().__init__()
        self._settings = settings
        self.place = _box("cards_place", Place, settings.place)
        self.size_box = _box("cards_size", CardSize, settings.size)
        self.look = _box("cards_look", CardLook, settings.look)
        note = plain_label(tr("cards_note"), "quiet")
        note.setWordWrap(True)
        form = QFormLayout(self)
        form.setContentsMargins(4, 16, 4, 8)
        form.setVerticalSpacing(10)
        form.addRow(tr("cards_place"), self.place)
        form.addRow(tr("cards_size"), self.size_box)
        form.addRow(tr("cards_look"), self.look)
        form.addRow(note)

    def wanted(self) -> OverlaySettings:
        """What the page says now."""
        return msgspec.structs.replace(
            self._settings,
            place=Place(self.place.currentData()),
            size=CardSize(self.size_box.currentData()),
            look=CardLook(self.look.currentData()),
        )


def _box(name: str, choices: Iterable[enum.Enum], now: enum.Enum) -> QComboBox:
    box = QComboBox()
    for choice in choices:
        box.addItem(tr(f"{name}_{choice.value}"), choice.value)
    box.setCurrentIndex(box.findData(now.value))
    return box
