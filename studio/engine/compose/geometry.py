"""Where a layer's picture lies on the canvas, in whole even pixels."""

from dataclasses import dataclass
from typing import Self

from studio.core.scene import Crop, Fit, Layer


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, right, bottom in pixels; right and bottom lie outside. All even on a canvas."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Width; 0 when empty."""
        return max(0, self.right - self.left)

    @property
    def height(self) -> int:
        """Height; 0 when empty."""
        return max(0, self.bottom - self.top)

    @property
    def area(self) -> int:
        """Pixels."""
        return self.width * self.height

    def cut(self, other: Self) -> "Rect":
        """What both share; may be empty."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def joined(self, other: Self) -> "Rect":
        """The smallest rectangle around both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def holds(self, other: Self) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


def even(value: float) -> int:
    """The nearest even number."""
    return 2 * round(value / 2)


def box_rect(layer: Layer, width_px: int, height_px: int) -> Rect:
    """The layer's box on a canvas of that size, even, at least 2 × 2."""
    box = layer.box
    left, top = even(box.x * width_px), even(box.y * height_px)
    right = max(left + 2, even((box.x + box.width) * width_px))
    bottom = max(top + 2, even((box.y + box.height) * height_px))
    return Rect(left, top, right, bottom)


def crop_rect(crop: Crop, width_px: int, height_px: int) -> Rect:
    """What is left of a source after its crop, even, at least 2 × 2 (odd sizes lose a line)."""
    right_edge, bottom_edge = width_px - width_px % 2, height_px - height_px % 2
    left = min(even(crop.left * width_px), right_edge - 2)
    top = min(even(crop.top * height_px), bottom_edge - 2)
    right = min(right_edge, max(left + 2, even((1 - crop.right) * width_px)))
    bottom = min(bottom_edge, max(top + 2, even((1 - crop.bottom) * height_px)))
    return Rect(left, top, right, bottom)


def fitted(box: Rect, source: Rect, fit: Fit) -> tuple[Rect, Rect]:
    """Where the source is drawn, and which part of it, for the way it fills its box."""
    if fit is Fit.STRETCH:
        return box, source
    wide, high = box.width / source.width, box.height / source.height
    if fit is Fit.CONTAIN:
        scale = min(wide, high)
        width, height = max(2, even(source.width * scale)), max(2, even(source.height * scale))
        left = box.left + even((box.width - width) / 2)
        top = box.top + even((box.height - height) / 2)
        return Rect(left, top, left + width, top + height), source
    scale = max(wide, high)
    width = min(source.width, max(2, even(box.width / scale)))
    height = min(source.height, max(2, even(box.height / scale)))
    left = source.left + even((source.width - width) / 2)
    top = source.top + even((source.height - height) / 2)
    return box, Rect(left, top, left + width, top + height)
