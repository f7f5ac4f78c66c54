import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.docks.area import DockArea
from studio.ui.docks.arrangement import Arrangement, Row, Side, SizeClass, Stack
from studio.ui.docks.layouts import Layouts
from studio.ui.memory import Memory
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel

_PATIENCE_MS = 30_000
_NAMES = ("all", "few")


def arrangement(name: str, size: SizeClass) -> Arrangement:
    if name == "few" or size is SizeClass.SMALL:
        return Arrangement({Side.LEFT: Row((Stack(("scenes",)),), 200)})
    return Arrangement({Side.LEFT: Row((Stack(("scenes",)), Stack(("sound",))), 200)})


class Bench:
    """An area with two docks and its layouts."""

    def __init__(self, qtbot: QtBot, theme: Theme, memory: Memory) -> None:
        self.area = DockArea(QWidget())
        qtbot.addWidget(self.area)
        for name in ("scenes", "sound"):
            self.area.add(name, Panel(name, theme))
        self.layouts = Layouts(self.area, memory, "streamer", _NAMES, arrangement)
        self.area.resize(1440, 900)
        self.area.show()
        self.layouts.open(1440, 900)

    @property
    def shown(self) -> set[str]:
        return {name for name, dock in self.area.docks.items() if dock.is_shown}


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, memory: Memory) -> Bench:
    return Bench(qtbot, theme, memory)


def test_it_begins_with_the_first(bench: Bench) -> None:
    assert bench.layouts.name == "all"
    assert bench.shown == {"scenes", "sound"}


def test_each_layout_keeps_what_was_changed_in_it(bench: Bench) -> None:
    bench.area.show_dock("scenes", False)
    bench.layouts.choose("few")
    assert bench.shown == {"scenes"}
    bench.layouts.choose("all")
    assert bench.shown == {"sound"}
    bench.layouts.reset()
    assert bench.shown == {"scenes", "sound"}


def test_the_next_window_stands_as_left(
    qtbot: QtBot, theme: Theme, bench: Bench, memory: Memory
) -> None:
    bench.layouts.choose("few")
    bench.area.show_dock("sound")
    bench.layouts.toggle_lock()
    bench.layouts.keep()
    again = Bench(qtbot, theme, memory)
    assert again.layouts.name == "few"
    assert again.shown == {"scenes", "sound"}
    assert again.area.is_locked


def test_a_smaller_window_has_its_own_and_the_larger_one_comes_back(
    qtbot: QtBot, bench: Bench
) -> None:
    bench.area.show_dock("scenes", False)
    bench.layouts.resized(1440, 901)
    bench.layouts.resized(1024, 700)
    qtbot.waitUntil(lambda: bench.shown == {"scenes"}, timeout=_PATIENCE_MS)
    bench.layouts.resized(1440, 900)
    qtbot.waitUntil(lambda: bench.shown != {"scenes"}, timeout=_PATIENCE_MS)


def test_a_layout_that_nobody_knows_is_not_chosen(bench: Bench) -> None:
    bench.layouts.choose("unknown")
    assert bench.layouts.name == "all"
