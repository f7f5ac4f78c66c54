"""The chat's small menu: how large its words are, and what of it is on the picture."""

from functools import partial

import msgspec
from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.chat.pins import Pins
from studio.ui.chat.text_size import TextSize
from studio.ui.words import tr

_PARTS = ("has_polls", "has_draws")


def view_menu(parent: QWidget, sizes: TextSize, pins: Pins) -> QMenu:
    """Made anew each time it is opened."""
    menu = sizes.menu(parent)
    menu.addSeparator()
    for part in _PARTS:
        action = menu.addAction(tr(f"picture_{part}"), partial(_toggle, pins, part))
        action.setCheckable(True)
        action.setChecked(getattr(pins.parts, part))
    return menu


def _toggle(pins: Pins, part: str) -> None:
    parts = pins.parts
    pins.show_parts(msgspec.structs.replace(parts, **{part: not getattr(parts, part)}))
