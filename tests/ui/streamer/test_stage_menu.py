from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.command import Command
from studio.ui.streamer.stage_menu import stage_menu


def command(name: str, keys: str = "", *, is_possible: bool = True) -> Command:
    return Command(
        name, name.upper(), lambda: None, is_possible=lambda: is_possible, local_keys=keys
    )


def test_commands_stand_in_their_places_with_keys_beside_them(parent: QWidget) -> None:
    menu = stage_menu(
        parent,
        [
            command("edit.copy", "Ctrl+C"),
            command("layers.front"),
            command("arrange.canvas_left"),
            command("arrange.canvas_right", is_possible=False),
            command("arrange.distribute_down", is_possible=False),
            command("air.live"),
        ],
    )
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["EDIT.COPY", "Order", "Align to the canvas", "Distribute"]
    assert menu.actions()[-1].isSeparator() or menu.actions()[0].text()
    copy = next(one for one in menu.actions() if one.text() == "EDIT.COPY")
    assert copy.shortcut().toString() == "Ctrl+C"
    inner = {one.title(): one for one in menu.findChildren(QMenu)}
    assert [one.text() for one in inner["Align to the canvas"].actions()] == [
        "ARRANGE.CANVAS_LEFT",
        "ARRANGE.CANVAS_RIGHT",
    ]
    assert not inner["Distribute"].menuAction().isEnabled()
    menu.close()
