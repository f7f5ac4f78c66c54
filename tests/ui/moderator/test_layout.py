"""Every lane has a place at first, in every size of window."""

import pytest

from studio.ui.docks.arrangement import Side, SizeClass
from studio.ui.moderator.layout import LAYOUTS, arrangement

LANES = {"live", "held", "questions", "person", "whisper", "audit"}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("size", SizeClass)
def test_every_lane_has_its_place(name: str, size: SizeClass) -> None:
    sides = arrangement(name, size).sides
    named = [dock for row in sides.values() for stack in row.stacks for dock in stack.docks]
    assert sorted(named) == sorted(LANES)
    assert sides[Side.ABOVE].stacks[0].docks == ("live",)


def test_in_a_small_window_three_lanes_stand_beside_each_other() -> None:
    counts = {
        size: len(arrangement(LAYOUTS[0], size).sides[Side.ABOVE].stacks) for size in SizeClass
    }
    assert counts == {SizeClass.SMALL: 3, SizeClass.MIDDLE: 4, SizeClass.LARGE: 4}
