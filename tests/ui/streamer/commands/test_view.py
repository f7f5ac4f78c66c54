import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.command import Command
from studio.ui.docks.area import DockArea
from studio.ui.docks.layouts import Layouts
from studio.ui.memory import Memory
from studio.ui.streamer.commands.view import view_commands
from studio.ui.streamer.layout import LAYOUTS, arrangement
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel


class Bench:
    """An area with one dock."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.done: list[str] = []
        self.area = DockArea(QWidget())
        qtbot.addWidget(self.area)
        self.area.add("scenes", Panel("Scenes", theme))
        self.layouts = Layouts(self.area, Memory(), "streamer", LAYOUTS, arrangement)
        self.layouts.open(1440, 900)

    def commands(self) -> dict[str, Command]:
        found = view_commands(
            self.area, self.layouts, lambda: self.done.append("full"), lambda: False
        )
        return {command.id: command for command in found}

    def is_checked(self, command_id: str) -> bool:
        check = self.commands()[command_id].is_checked
        assert check is not None
        return check()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    return Bench(qtbot, theme)


def test_a_dock_is_hidden_and_shown(bench: Bench) -> None:
    assert bench.commands()["view.dock_scenes"].words == "Panel: Scenes"
    for is_shown in (False, True):
        bench.commands()["view.dock_scenes"].act()
        assert bench.area.docks["scenes"].is_shown is is_shown
        assert bench.is_checked("view.dock_scenes") is is_shown


def test_layouts_are_chosen_locked_and_reset(bench: Bench) -> None:
    bench.commands()["view.layout_show"].act()
    assert bench.layouts.name == "show"
    assert bench.is_checked("view.layout_show")
    bench.commands()["view.lock"].act()
    assert bench.is_checked("view.lock")
    bench.area.show_dock("scenes", False)
    bench.commands()["view.reset"].act()
    assert bench.area.docks["scenes"].is_shown


def test_the_whole_screen(bench: Bench) -> None:
    bench.commands()["view.full_screen"].act()
    assert bench.done == ["full"]
