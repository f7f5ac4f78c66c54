"""Which docks stand where, as plain values: decided here, done by `DockArea`."""

from dataclasses import dataclass
from enum import Enum

# Below these a window is small, and above them it has room to spare.
_SMALL_PX = (1280, 780)
_LARGE_PX = (2200, 1200)


class Side(Enum):
    """Where a column or row of docks stands."""

    LEFT = 1
    RIGHT = 2
    BELOW = 3
    ABOVE = 4

    @property
    def is_column(self) -> bool:
        """Whether docks stand below each other there, and not beside each other."""
        return self in (Side.LEFT, Side.RIGHT)


class SizeClass(Enum):
    """Windows of one class share an arrangement."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Stack:
    """Docks in one place, tabbed when there are several; ``share`` of the side's length."""

    docks: tuple[str, ...]
    share: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One side: its stacks from above (or from the left, in a row), and how deep it is."""

    stacks: tuple[Stack, ...]
    depth_px: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All sides. A dock that no side names is hidden, and opens at ``side_of_others``."""

    sides: dict[Side, Row]
    side_of_others: Side = Side.RIGHT


def size_class(width_px: int, height_px: int) -> SizeClass:
    """The class of a window of that size."""
    if width_px < _SMALL_PX[0] or height_px < _SMALL_PX[1]:
        return SizeClass.SMALL
    if width_px >= _LARGE_PX[0] and height_px >= _LARGE_PX[1]:
        return SizeClass.LARGE
    return SizeClass.MIDDLE
