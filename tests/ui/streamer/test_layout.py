import pytest

from studio.ui.docks.arrangement import Side, SizeClass
from studio.ui.streamer.layout import LAYOUTS, SET_UP, SHOW, SMALL, arrangement


def named(name: str, size: SizeClass) -> list[str]:
    rows = arrangement(name, size).sides.values()
    return [dock for row in rows for stack in row.stacks for dock in stack.docks]


@pytest.mark.parametrize("size", list(SizeClass))
@pytest.mark.parametrize("name", LAYOUTS)
def test_no_dock_stands_twice(name: str, size: SizeClass) -> None:
    docks = named(name, size)
    assert len(docks) == len(set(docks))


@pytest.mark.parametrize("size", list(SizeClass))
def test_to_set_up_everything_is_there(size: SizeClass) -> None:
    wanted = {"scenes", "layers", "sound", "details", "audience", "servers", "chat", "engage"}
    assert wanted <= set(named(SET_UP, size))


def test_a_show_needs_no_details_and_small_only_the_lists() -> None:
    assert "details" not in named(SHOW, SizeClass.MIDDLE)
    assert named(SMALL, SizeClass.SMALL) == ["scenes", "layers", "sound"]


def test_a_larger_window_has_wider_columns() -> None:
    depths = [arrangement(SET_UP, size).sides[Side.LEFT].depth_px for size in SizeClass]
    assert depths == sorted(depths)
