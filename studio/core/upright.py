"""Where layers of a scene lie on a canvas of another shape when nobody has placed them there.

The picture that fills the first canvas fills the second, cropped; words and cards become as
large as they must be to be read, and stay clear of what the apps on phones lay over a picture;
everything else keeps its size and its corner. The order never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

from studio.core.scene import Box, Canvas, Fit, Layer, Placement, Scene, Source
from studio.core.sources import (
    CardSettings,
    ColourSettings,
    SourceSettings,
    TextSettings,
)
from studio.core.words_size import letter_share, own_size_px

LEAST_LETTER = 1 / 32  # of the canvas's shorter side: 22 px of 720
_LEAST_CARD = 0.8
_CARD_MOST_HIGH = 0.4
_FULL_AREA = 0.6
_TILE_AREA = 0.15
_GAP = 0.012
_SEEN = 1e-6
# Clear of titles and chat that the apps lay over an upright picture, and of their buttons.
_UPRIGHT_ROOM = Box(0.035, 0.13, 0.81, 0.62)
_WIDE_ROOM = Box(0.035, 0.05, 0.93, 0.9)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Middle, size and turn of what is seen of a layer, in pixels of its canvas."""

    x: float
    y: float
    wide: float
    high: float
    turn_deg: float = 0.0

    @property
    def around(self) -> tuple[float, float]:
        """Width and height of the upright rectangle around it."""
        turn = radians(self.turn_deg)
        across, along = abs(cos(turn)), abs(sin(turn))
        return (
            self.wide * across + self.high * along,
            self.wide * along + self.high * across,
        )


def arranged(
    scene: Scene, sources: Mapping[str, Source], first: Canvas, second: Canvas
) -> dict[str, Placement]:
    """The place of each layer on ``second``, by its id."""
    shown = [layer for layer in scene.layers if _is_seen(layer, scene)]
    kinds = {layer.id: _settings_of(layer, sources) for layer in scene.layers}
    base = next((layer for layer in shown if _fills(layer, kinds[layer.id])), None)
    is_turned = (first.width_px > first.height_px) != (second.width_px > second.height_px)
    has_tiles = base is None and is_turned
    places: dict[str, Placement] = {}
    for layer in scene.layers:
        settings = kinds[layer.id]
        if layer is base:
            place = _filling(layer, second)
        elif _is_beside(layer):
            place = _same(layer)
        elif isinstance(settings, ColourSettings):
            place = _same(layer, _within(layer.box))
        elif isinstance(settings, TextSettings) and settings.scroll_px_per_s:
            place = _ticker(layer, settings, first, second)
        elif isinstance(settings, TextSettings | CardSettings):
            place = _words(layer, settings, first, second)
        elif _is_whole(layer.box):
            place = _same(layer, Box())
        elif has_tiles and not layer.rotation_deg and _area(layer.box) >= _TILE_AREA:
            place = _tile(layer)
        else:
            place = _kept(_frame_of(layer, first), layer, first, second)
        places[layer.id] = place
    return _unstacked(scene, places, kinds, second)


def _settings_of(layer: Layer, sources: Mapping[str, Source]) -> SourceSettings | None:
    source = sources.get(layer.source_id)
    return source.settings if source is not None else None


def _is_seen(layer: Layer, scene: Scene) -> bool:
    hidden = {group.id for group in scene.groups if not group.is_visible}
    return layer.is_visible and layer.group_id not in hidden


def _within(box: Box) -> Box:
    """What of the box lies on the canvas."""
    left, top = min(1 - _SEEN, max(0.0, box.x)), min(1 - _SEEN, max(0.0, box.y))
    right, bottom = min(1.0, box.x + box.width), min(1.0, box.y + box.height)
    return Box(left, top, max(_SEEN, right - left), max(_SEEN, bottom - top))


def _area(box: Box) -> float:
    seen = _within(box)
    return seen.width * seen.height


def _is_whole(box: Box) -> bool:
    seen = _within(box)
    return seen.width > 0.98 and seen.height > 0.98


def _is_beside(layer: Layer) -> bool:
    """Whether it lies off the canvas on purpose."""
    box = layer.box
    return box.x >= 1 or box.y >= 1 or box.x + box.width <= 0 or box.y + box.height <= 0


def _fills(layer: Layer, settings: SourceSettings | None) -> bool:
    is_picture = not isinstance(settings, TextSettings | CardSettings)
    is_upright = layer.rotation_deg % 90 == 0
    return is_picture and is_upright and _area(layer.box) >= _FULL_AREA


def _same(layer: Layer, box: Box | None = None) -> Placement:
    turn_deg = layer.rotation_deg if box is None else 0.0
    return Placement(box or layer.box, layer.crop, turn_deg, layer.fit)


def _filling(layer: Layer, canvas: Canvas) -> Placement:
    """The whole canvas, cropped as much as it must be."""
    box = Box()
    if layer.rotation_deg % 180:
        wide, high = canvas.height_px / canvas.width_px, canvas.width_px / canvas.height_px
        box = Box((1 - wide) / 2, (1 - high) / 2, wide, high)
    fit = Fit.STRETCH if layer.fit is Fit.STRETCH and not layer.rotation_deg else Fit.COVER
    return Placement(box, layer.crop, layer.rotation_deg, fit)


def _tile(layer: Layer) -> Placement:
    """Pictures that share the canvas: what is side by side stands one above the other."""
    box = _within(layer.box)
    return Placement(Box(box.y, box.x, box.height, box.width), layer.crop, 0.0, layer.fit)


def _room(canvas: Canvas) -> Box:
    return _UPRIGHT_ROOM if canvas.height_px > canvas.width_px else _WIDE_ROOM


def _shorter(canvas: Canvas) -> int:
    return min(canvas.width_px, canvas.height_px)


def _frame_of(layer: Layer, canvas: Canvas, size_px: tuple[float, float] | None = None) -> _Frame:
    """Where what is seen of the layer lies; ``size_px`` of its source, if that is known."""
    box = layer.box
    wide, high = box.width * canvas.width_px, box.height * canvas.height_px
    x = (box.x + box.width / 2) * canvas.width_px
    y = (box.y + box.height / 2) * canvas.height_px
    if size_px is not None and layer.fit is not Fit.STRETCH:
        scale = min(wide / size_px[0], high / size_px[1])
        wide, high = size_px[0] * scale, size_px[1] * scale
    return _Frame(x, y, wide, high, layer.rotation_deg)


def _ticker(layer: Layer, settings: TextSettings, first: Canvas, second: Canvas) -> Placement:
    """Over the whole width at the edge where it ran, its letters as high as they were."""
    high_px = layer.box.height * first.height_px * _shorter(second) / _shorter(first)
    least_px = LEAST_LETTER * _shorter(second) / letter_share(settings)
    high = min(0.25, max(high_px, least_px) / second.height_px)
    is_below = layer.box.y + layer.box.height / 2 > 0.5
    gap = 1 - layer.box.y - layer.box.height if is_below else layer.box.y
    gap = min(0.25, max(0.0, gap))
    y = 1 - high - gap if is_below else gap
    return Placement(Box(0.0, y, 1.0, high), layer.crop, 0.0, layer.fit)


def _words(
    layer: Layer, settings: TextSettings | CardSettings, first: Canvas, second: Canvas
) -> Placement:
    """As large as it must be to be read, and no larger than the room."""
    size_px = own_size_px(settings)
    frame = _frame_of(layer, first, size_px)
    scale = _shorter(second) / _shorter(first)
    if isinstance(settings, CardSettings):
        wide_px = max(_LEAST_CARD * second.width_px, frame.wide * scale)
        most_px = _CARD_MOST_HIGH * second.height_px * size_px[0] / size_px[1]
        scale = min(wide_px, most_px) / frame.wide
    else:
        letter_px = frame.high * letter_share(settings) * scale
        scale *= max(1.0, LEAST_LETTER * _shorter(second) / max(letter_px, _SEEN))
    larger = _Frame(frame.x, frame.y, frame.wide * scale, frame.high * scale, frame.turn_deg)
    return _kept(larger, layer, first, second, frame)


def _kept(
    frame: _Frame, layer: Layer, first: Canvas, second: Canvas, before: _Frame | None = None
) -> Placement:
    """That size (less where the room is smaller), as near to the same edges as ``before`` was."""
    room = _room(second)
    wide_px, high_px = room.width * second.width_px, room.height * second.height_px
    scale = _shorter(second) / _shorter(first) if before is None else 1.0
    around = frame.around
    scale = min(scale, wide_px / around[0], high_px / around[1])
    was = (before or frame).around
    across = _share((before or frame).x, was[0], first.width_px)
    down = _share((before or frame).y, was[1], first.height_px)
    left = room.x * second.width_px + across * max(0.0, wide_px - around[0] * scale)
    top = room.y * second.height_px + down * max(0.0, high_px - around[1] * scale)
    x, y = left + around[0] * scale / 2, top + around[1] * scale / 2
    wide, high = frame.wide * scale, frame.high * scale
    box = Box(
        (x - wide / 2) / second.width_px,
        (y - high / 2) / second.height_px,
        max(_SEEN, wide / second.width_px),
        max(_SEEN, high / second.height_px),
    )
    return Placement(box, layer.crop, layer.rotation_deg, layer.fit)


def _share(middle: float, size: float, whole: float) -> float:
    """0: at the beginning of the free room, 1: at its end."""
    free = whole - size
    if free <= 0:
        return 0.5
    return min(1.0, max(0.0, (middle - size / 2) / free))


def _unstacked(
    scene: Scene,
    places: dict[str, Placement],
    kinds: Mapping[str, SourceSettings | None],
    canvas: Canvas,
) -> dict[str, Placement]:
    """What grew must not cover its neighbours: it goes on from the edge where it stands."""
    room = _room(canvas)
    stacked = [
        layer
        for layer in scene.layers
        if isinstance(kinds[layer.id], TextSettings | CardSettings)
        and _is_seen(layer, scene)
        and not _is_beside(layer)
        and not layer.rotation_deg
    ]
    found = dict(places)
    for is_below in (False, True):
        side = [one for one in stacked if (_middle(places[one.id].box) > 0.5) == is_below]
        side.sort(key=lambda one: _middle(places[one.id].box), reverse=is_below)
        done: list[Layer] = []
        for layer in side:
            box = found[layer.id].box
            if box.width < 1.0:
                fixed = [found[one.id].box for one in done if not _do_meet(one.box, layer.box)]
                found[layer.id] = _with_box(
                    found[layer.id], _beyond(box, fixed, room, is_below=is_below)
                )
            done.append(layer)
    return found


def _beyond(box: Box, fixed: list[Box], room: Box, *, is_below: bool) -> Box:
    moved = box
    for other in fixed:
        if not _do_meet(moved, other):
            continue
        y = other.y - _GAP - moved.height if is_below else other.y + other.height + _GAP
        moved = Box(moved.x, y, moved.width, moved.height)
    has_room = room.y <= moved.y and moved.y + moved.height <= room.y + room.height
    return moved if has_room else box


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _with_box(place: Placement, box: Box) -> Placement:
    return Placement(box, place.crop, place.rotation_deg, place.fit, place.is_visible)


def _do_meet(one: Box, other: Box) -> bool:
    is_apart = one.x + one.width <= other.x or other.x + other.width <= one.x
    is_apart = is_apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    return not is_apart
