"""Which rectangles of the canvas must be drawn again."""

from collections.abc import Iterable

from studio.engine.compose.geometry import Rect

_MOSTLY = 0.6


def merged(rects: Iterable[Rect], canvas: Rect) -> list[Rect]:
    """Rectangles within the canvas, even, that cover all of the given ones and never overlap.

    When together they are most of the canvas, that is one rectangle: the whole.
    """
    apart: list[Rect] = []
    for rect in rects:
        fresh = _evened(rect).cut(canvas)
        if fresh.area == 0:
            continue
        touching = [other for other in apart if other.cut(fresh).area]
        while touching:
            for other in touching:
                apart.remove(other)
                fresh = fresh.joined(other)
            touching = [other for other in apart if other.cut(fresh).area]
        apart.append(fresh)
    if sum(rect.area for rect in apart) >= _MOSTLY * canvas.area:
        return [canvas]
    return apart


def _evened(rect: Rect) -> Rect:
    return Rect(
        rect.left - rect.left % 2,
        rect.top - rect.top % 2,
        rect.right + rect.right % 2,
        rect.bottom + rect.bottom % 2,
    )
