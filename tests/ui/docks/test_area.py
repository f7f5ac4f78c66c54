import pytest
from PySide6.QtWidgets import QTabBar, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.docks.area import DockArea
from studio.ui.docks.arrangement import Arrangement, Row, Side, Stack
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel

_PATIENCE_MS = 30_000
_NAMES = ("scenes", "layers", "sound", "details")
_FIRST = Arrangement(
    {
        Side.LEFT: Row((Stack(("scenes",), 200), Stack(("sound",), 400)), 250),
        Side.RIGHT: Row((Stack(("details", "layers", "unknown")),), 300),
    }
)
_SECOND = Arrangement({Side.BELOW: Row((Stack(("sound",)), Stack(("scenes",))), 200)})


def area_in(qtbot: QtBot, theme: Theme) -> DockArea:
    area = DockArea(QWidget())
    qtbot.addWidget(area)
    for name in _NAMES:
        area.add(name, Panel(name.title(), theme))
    area.resize(1200, 700)
    area.arrange(_FIRST)
    area.show()
    qtbot.waitExposed(area)
    return area


@pytest.fixture
def area(qtbot: QtBot, theme: Theme) -> DockArea:
    return area_in(qtbot, theme)


def shown(area: DockArea) -> set[str]:
    return {name for name, dock in area.docks.items() if dock.is_shown}


def middle(area: DockArea) -> QWidget:
    found = area.centralWidget()
    assert found is not None
    return found


def test_docks_stand_where_the_arrangement_says(qtbot: QtBot, area: DockArea) -> None:
    scenes, sound = area.docks["scenes"], area.docks["sound"]
    qtbot.waitUntil(lambda: scenes.y() < sound.y(), timeout=_PATIENCE_MS)
    assert scenes.x() < middle(area).x() < area.docks["details"].x()
    assert scenes.width() == 250
    assert abs(sound.height() - 2 * scenes.height()) < 40


def test_docks_of_one_place_are_tabs_and_named_once(qtbot: QtBot, area: DockArea) -> None:
    assert area.tabifiedDockWidgets(area.docks["details"]) == [area.docks["layers"]]
    title = area.docks["details"].panel.title_label
    qtbot.waitUntil(lambda: not title.isVisible(), timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: area.findChild(QTabBar, "docktabs") is not None, timeout=_PATIENCE_MS)
    area.show_dock("layers", False)
    qtbot.waitUntil(title.isVisible, timeout=_PATIENCE_MS)


def test_another_arrangement_hides_the_rest_and_shows_it_again(area: DockArea) -> None:
    area.arrange(_SECOND)
    assert shown(area) == {"sound", "scenes"}
    area.show_dock("details")
    assert area.docks["details"].x() > middle(area).x()
    area.arrange(_FIRST)
    assert shown(area) == set(_NAMES)


def test_it_comes_back_as_left(qtbot: QtBot, area: DockArea, theme: Theme) -> None:
    area.docks["sound"].setFloating(True)
    area.show_dock("scenes", False)
    other = area_in(qtbot, theme)
    assert other.restore(area.state())
    assert shown(other) == {"layers", "sound", "details"}
    assert other.docks["sound"].isFloating()


@pytest.mark.parametrize("state", [b"", b"nonsense", b"\x00" * 200])
def test_a_state_that_is_none_changes_nothing(area: DockArea, state: bytes) -> None:
    assert not area.restore(state)
    assert shown(area) == set(_NAMES)


def test_a_dock_whose_screen_is_gone_comes_back(qtbot: QtBot, area: DockArea) -> None:
    sound = area.docks["sound"]
    sound.setFloating(True)
    sound.move(9_000, 9_000)
    qtbot.waitUntil(lambda: sound.x() > 8_000, timeout=_PATIENCE_MS)
    area.fetch_back()
    assert not sound.isFloating()


def test_locked_docks_have_no_menu(area: DockArea) -> None:
    area.set_locked(True)
    assert area.is_locked
    assert not area.docks["scenes"].isFloating()
    area.set_locked(False)


def test_a_dock_is_moved_by_its_menu(qtbot: QtBot, area: DockArea) -> None:
    scenes = area.docks["scenes"]
    actions = {action.text(): action for action in scenes.menu().actions()}
    actions["Move to the right"].trigger()
    qtbot.waitUntil(lambda: scenes.x() > middle(area).x(), timeout=_PATIENCE_MS)


def test_without_a_middle_rows_share_the_height_and_neighbours_swap(
    qtbot: QtBot, theme: Theme
) -> None:
    area = DockArea(None)
    qtbot.addWidget(area)
    for name in _NAMES:
        area.add(name, Panel(name.title(), theme))
    area.resize(1200, 700)
    above = Row((Stack(("scenes",), 400), Stack(("layers",), 300), Stack(("sound",), 500)), 450)
    area.arrange(Arrangement({Side.ABOVE: above, Side.BELOW: Row((Stack(("details",)),), 250)}))
    area.show()
    qtbot.waitExposed(area)
    scenes, layers, sound, details = (area.docks[name] for name in _NAMES)
    qtbot.waitUntil(lambda: scenes.x() < layers.x() < sound.x(), timeout=_PATIENCE_MS)
    assert scenes.height() + details.height() > 680
    assert details.width() > 1190
    assert area.neighbour(scenes, -1) is None
    assert area.neighbour(scenes, 1) is layers
    assert area.neighbour(sound, -1) is layers
    menu = sound.menu()
    wanted = next(one for one in menu.actions() if one.text() == "Swap with Layers before it")
    wanted.trigger()
    qtbot.waitUntil(lambda: scenes.x() < sound.x() < layers.x(), timeout=_PATIENCE_MS)
    assert sound.width() > layers.width()
    area.swap(scenes, sound)
    qtbot.waitUntil(lambda: sound.x() < scenes.x() < layers.x(), timeout=_PATIENCE_MS)
