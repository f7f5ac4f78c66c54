"""Makes anew only that part of a captured picture which has changed, exact to the pixel."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from studio.engine.compose.convert import FrameConverter
from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes
from studio.engine.media import Area, Picture

# Scaling is exact within a part only if the part begins where a whole number of source pixels
# meets a whole number of canvas pixels; 8 leaves room for chroma's half and for two halvings.
_GRID_PX = 8

_Span = tuple[int, int]


def areas_since(before: Picture, now: Picture) -> tuple[Area, ...] | None:
    """What differs between two pictures of one source; None when that is not known."""
    serials = [change.from_serial for change in now.changes]
    if before.serial not in serials:
        return None
    later = now.changes[serials.index(before.serial) :]
    return tuple(area for change in later for area in change.areas)


def renew(
    converter: FrameConverter,
    patch: Patch,
    part: Rect,
    picture: Picture,
    areas: tuple[Area, ...],
    tone: Callable[[Planes], Planes],
) -> tuple[Patch, tuple[Rect, ...]] | None:
    """The patch brought up to date in place, and where on the canvas it changed.

    ``part`` of the picture is what the whole patch shows, in the colours that ``tone`` gives
    it. None: it must be made from scratch.
    """
    frame = picture.frame
    if frame is None or patch.inverse is not None or patch.period_px:
        return None
    if not _scales_evenly(part, patch.rect):
        return None
    changed = []
    for area in areas:
        rect = Rect(*area).cut(part)
        if rect.area == 0:
            continue
        source_x, wide_x, shown_x = _spans(
            (rect.left, rect.right), (part.left, part.right), (patch.rect.left, patch.rect.right)
        )
        source_y, wide_y, shown_y = _spans(
            (rect.top, rect.bottom), (part.top, part.bottom), (patch.rect.top, patch.rect.bottom)
        )
        wide, shown = _rect(wide_x, wide_y), _rect(shown_x, shown_y)
        planes = converter.planes(frame, _rect(source_x, source_y), (wide.width, wide.height))
        fresh = tone(planes).cut(_moved(shown, wide))
        stale = patch.planes.cut(_moved(shown, patch.rect))
        for old, new in zip(stale.all(), fresh.all(), strict=True):
            old[...] = new
        changed.append(shown)
    return replace(patch), tuple(changed)


def _scales_evenly(part: Rect, drawn: Rect) -> bool:
    """Whether no halving on the way to a much smaller picture loses half a line."""
    if 2 * drawn.width >= part.width or 2 * drawn.height >= part.height:
        return True
    is_tiny = 8 * drawn.width < part.width or 8 * drawn.height < part.height
    return not is_tiny and part.width % _GRID_PX == 0 and part.height % _GRID_PX == 0


def _spans(changed: _Span, part: _Span, drawn: _Span) -> tuple[_Span, _Span, _Span]:
    """Along one axis: what to read, where that would lie, and what of it to show."""
    ratio = Fraction(drawn[1] - drawn[0], part[1] - part[0])
    step_in, step_out = _GRID_PX * ratio.denominator, _GRID_PX * ratio.numerator
    # What changed shows a little beyond itself: scaling mixes neighbours, of chroma too.
    first = (changed[0] - _GRID_PX - part[0]) // step_in
    last = -(-(changed[1] + _GRID_PX - part[0]) // step_in)

    def source(place: int) -> int:
        return part[0] + min(max(0, place * step_in), part[1] - part[0])

    def canvas(place: int) -> int:
        return drawn[0] + min(max(0, place * step_out), drawn[1] - drawn[0])

    # For the same reason one step more is read at each side than is shown.
    return (
        (source(first - 1), source(last + 1)),
        (canvas(first - 1), canvas(last + 1)),
        (canvas(first), canvas(last)),
    )


def _rect(across: _Span, down: _Span) -> Rect:
    return Rect(across[0], down[0], across[1], down[1])


def _moved(rect: Rect, origin: Rect) -> Rect:
    return Rect(
        rect.left - origin.left,
        rect.top - origin.top,
        rect.right - origin.left,
        rect.bottom - origin.top,
    )
