"""What of a picture must be scaled so that its part within the canvas can be shown."""

from dataclasses import dataclass
from math import ceil

from studio.engine.compose.geometry import Rect, even

_MOST_CANVASES = 8


@dataclass(frozen=True, slots=True)
class View:
    """Take ``part`` of the source, scale it, and show ``cut`` of that at ``shown``; all even.

    ``scaled``: (width, height) to scale to. ``shown`` lies within the canvas.
    """

    shown: Rect
    part: Rect
    scaled: tuple[int, int]
    cut: Rect


def view_of(drawn: Rect, part: Rect, canvas: Rect) -> View | None:
    """How to show what is drawn at ``drawn`` and may reach far outside the canvas; None: unseen.

    A layer sixteen canvases large costs no more than one that fills the canvas, and lies
    to the pixel where it would lie if all of it were scaled.
    """
    shown = drawn.cut(canvas)
    if shown.area == 0:
        return None
    if shown == drawn:
        return View(shown, part, (drawn.width, drawn.height), _at_origin(shown))
    left, right, over_left, over_right = _span(
        (drawn.left, drawn.right), (part.left, part.right), (shown.left, shown.right)
    )
    top, bottom, over_top, over_bottom = _span(
        (drawn.top, drawn.bottom), (part.top, part.bottom), (shown.top, shown.bottom)
    )
    needed = Rect(left, top, right, bottom)
    over = Rect(over_left, over_top, over_right, over_bottom)
    if over.area > _MOST_CANVASES * canvas.area:  # a few source pixels, each as large as a wall
        return View(shown, needed, (shown.width, shown.height), _at_origin(shown))
    cut = Rect(
        shown.left - over.left,
        shown.top - over.top,
        shown.right - over.left,
        shown.bottom - over.top,
    )
    return View(shown, needed, (over.width, over.height), cut)


def _at_origin(rect: Rect) -> Rect:
    return Rect(0, 0, rect.width, rect.height)


def _span(
    drawn: tuple[int, int], part: tuple[int, int], shown: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Along one axis: the source pixels needed, with a margin, and where they are drawn."""
    ratio = (part[1] - part[0]) / (drawn[1] - drawn[0])  # source pixels a canvas pixel
    margin = 2 * ceil(ratio) + 2
    first = part[0] + max(0, 2 * int((shown[0] - drawn[0]) * ratio / 2) - margin)
    last = min(part[1], part[0] + 2 * ceil((shown[1] - drawn[0]) * ratio / 2) + margin)
    over_first = drawn[0] + even((first - part[0]) / ratio)
    over_last = drawn[1] if last == part[1] else drawn[0] + even((last - part[0]) / ratio)
    return first, last, over_first, over_last
