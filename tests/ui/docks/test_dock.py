import pytest
from PySide6.QtWidgets import QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from studio.ui.docks.arrangement import Side
from studio.ui.docks.dock import Dock, area_of
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel


class Bench:
    """A dock in a window, and where it was moved."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.moves: list[Side] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.panel = Panel("Scenes", theme)
        self.dock = Dock("scenes", self.panel, lambda _dock, side: self.moves.append(side))
        self.window.addDockWidget(area_of(Side.LEFT), self.dock)
        self.window.show()

    def choose(self, words: str) -> None:
        menu = self.dock.menu()
        next(action for action in menu.actions() if action.text() == words).trigger()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    return Bench(qtbot, theme)


def test_its_heading_is_the_title_bar(bench: Bench) -> None:
    assert bench.dock.titleBarWidget() is bench.panel.heading
    assert bench.dock.windowTitle() == bench.dock.accessibleName() == "Scenes"
    bench.panel.set_title("Szenen")
    assert bench.dock.windowTitle() == "Szenen"


def test_the_menu_floats_moves_and_hides(bench: Bench) -> None:
    bench.choose("Float as a window of its own")
    assert bench.dock.isFloating()
    bench.choose("Back into the window")
    assert not bench.dock.isFloating()
    bench.choose("Move to the right")
    assert bench.moves == [Side.RIGHT]
    bench.choose("Hide")
    assert not bench.dock.is_shown


def test_locked_it_cannot_be_moved(bench: Bench) -> None:
    bench.dock.set_locked(True)
    assert bench.dock.features() == QDockWidget.DockWidgetFeature.NoDockWidgetFeatures
    bench.dock.set_locked(False)
    assert bench.dock.features() & QDockWidget.DockWidgetFeature.DockWidgetFloatable


def test_behind_a_tab_its_name_is_not_said_twice(bench: Bench) -> None:
    bench.dock.set_tabbed(True)
    assert bench.panel.heading.height() == 0
    bench.panel.add_tool("add", "Add", lambda: None)
    bench.dock.set_tabbed(True)
    assert bench.panel.heading.isVisible()
    assert not bench.panel.title_label.isVisible()
    bench.dock.set_tabbed(False)
    assert bench.panel.title_label.isVisible()
