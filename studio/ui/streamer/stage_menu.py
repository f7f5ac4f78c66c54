"""The menu of the stage and of the list of layers: everything for what is selected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.command import Command
from studio.ui.command_book import fill_menu
from studio.ui.words import tr

# Ids in their order; None is a line, a pair is a menu of its own.
_ENTRIES: tuple[str | tuple[str, str] | None, ...] = (
    "layers.open",
    "layers.rename",
    None,
    "edit.cut",
    "edit.copy",
    "edit.paste",
    "edit.paste_own",
    "edit.duplicate",
    "edit.remove",
    None,
    ("menu_order", "layers.front layers.up layers.down layers.back"),
    (
        "menu_fit",
        "arrange.fit arrange.cover arrange.stretch arrange.centre arrange.own_size arrange.reset",
    ),
    ("menu_turn", "arrange.turn_right arrange.turn_left arrange.turn_round"),
    ("menu_align_canvas", "arrange.canvas_"),
    ("menu_align_each", "arrange.each_"),
    ("menu_distribute", "arrange.distribute_"),
    ("menu_style", "edit.copy_style edit.paste_style_"),
    ("filters", "layer.filters layer.copy_filters layer.paste_filters layer.clear_filters"),
    None,
    "layers.group",
    "layers.ungroup",
    "layers.hide",
    "canvas.by_itself",
    "layers.lock",
    None,
    "edit.select_all",
    "view.safe_areas",
)


def stage_menu(parent: QWidget, commands: list[Command]) -> QMenu:
    """The menu; closes itself for good."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in _ENTRIES:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, str):
            fill_menu(menu, [one for one in commands if one.id == entry])
        else:
            words, wanted = entry
            found = [one for name in wanted.split() for one in commands if _is_of(one.id, name)]
            if found:
                inner = menu.addMenu(tr(words))
                fill_menu(inner, found)
                inner.menuAction().setEnabled(any(one.is_possible() for one in found))
    return menu


def _is_of(command_id: str, name: str) -> bool:
    return command_id.startswith(name) if name.endswith("_") else command_id == name
