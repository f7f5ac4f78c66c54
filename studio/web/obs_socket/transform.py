"""A layer's place as OBS tells it: pixels, from its turned upper left corner."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Any

from studio.core.edits import ChangeLayer
from studio.core.scene import Box, Canvas, Crop, Fit, Layer
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields

_TOP_LEFT = 5
_BOUNDS = {
    Fit.CONTAIN: "OBS_BOUNDS_SCALE_INNER",
    Fit.COVER: "OBS_BOUNDS_SCALE_OUTER",
    Fit.STRETCH: "OBS_BOUNDS_STRETCH",
}
_FITS = {name: fit for fit, name in _BOUNDS.items()}
_FAR = 90_000.0


@dataclass(frozen=True, slots=True)
class SourceSize:
    """Of the source's picture, uncropped; 0 while it is not known."""

    width_px: int = 0
    height_px: int = 0


def transform_of(layer: Layer, canvas: Canvas, size: SourceSize) -> dict[str, Any]:
    """The object that OBS tells of a scene item."""
    width, height = layer.box.width * canvas.width_px, layer.box.height * canvas.height_px
    x, y = _corner(layer, canvas)
    shown_width, shown_height = _cropped(layer.crop, size)
    return {
        "sourceWidth": float(size.width_px),
        "sourceHeight": float(size.height_px),
        "positionX": round(x, 3),
        "positionY": round(y, 3),
        "rotation": layer.rotation_deg,
        "scaleX": width / shown_width if shown_width else 1.0,
        "scaleY": height / shown_height if shown_height else 1.0,
        "width": width,
        "height": height,
        "alignment": _TOP_LEFT,
        "boundsType": _BOUNDS[layer.fit],
        "boundsAlignment": 0,
        "boundsWidth": width,
        "boundsHeight": height,
        "cropLeft": round(layer.crop.left * size.width_px),
        "cropTop": round(layer.crop.top * size.height_px),
        "cropRight": round(layer.crop.right * size.width_px),
        "cropBottom": round(layer.crop.bottom * size.height_px),
        "cropToBounds": layer.fit is Fit.COVER,
    }


def changed(
    scene_id: str, layer: Layer, canvas: Canvas, size: SourceSize, wanted: Fields
) -> ChangeLayer:
    """The edit that a partial transform means. Raises Refusal."""
    crop = _new_crop(layer.crop, size, wanted)
    width, height = _new_extent(layer, crop, canvas, size, wanted)
    rotation = wanted.number("rotation", -360, 360, layer.rotation_deg)
    x, y = _corner(layer, canvas)
    x = wanted.number("positionX", -_FAR, _FAR, x)
    y = wanted.number("positionY", -_FAR, _FAR, y)
    half_x, half_y = _turned(width / 2, height / 2, rotation)
    box = Box(
        (x + half_x - width / 2) / canvas.width_px,
        (y + half_y - height / 2) / canvas.height_px,
        width / canvas.width_px,
        height / canvas.height_px,
    )
    if max(abs(box.x), abs(box.y)) > 8 or max(box.width, box.height) > 16:
        raise Refusal(Code.OUT_OF_RANGE, "The item would be too far outside of the picture.")
    bounds = wanted.text("boundsType", _BOUNDS[layer.fit])
    fit = layer.fit if bounds == "OBS_BOUNDS_NONE" else _FITS.get(bounds)
    if fit is None:
        raise Refusal(Code.INVALID_FIELD, "The field value of `boundsType` is not known here.")
    return ChangeLayer(scene_id, layer.id, box=box, crop=crop, rotation_deg=rotation, fit=fit)


def _corner(layer: Layer, canvas: Canvas) -> tuple[float, float]:
    """Where the upper left corner lies when the box was turned about its centre."""
    box = layer.box
    width, height = box.width * canvas.width_px, box.height * canvas.height_px
    half_x, half_y = _turned(width / 2, height / 2, layer.rotation_deg)
    centre_x = box.x * canvas.width_px + width / 2
    centre_y = box.y * canvas.height_px + height / 2
    return centre_x - half_x, centre_y - half_y


def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
    angle = radians(degrees)
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def _cropped(crop: Crop, size: SourceSize) -> tuple[float, float]:
    return (
        size.width_px * max(0.0, 1 - crop.left - crop.right),
        size.height_px * max(0.0, 1 - crop.top - crop.bottom),
    )


def _new_extent(
    layer: Layer, crop: Crop, canvas: Canvas, size: SourceSize, wanted: Fields
) -> tuple[float, float]:
    extents = []
    shown = _cropped(crop, size)
    now = (layer.box.width * canvas.width_px, layer.box.height * canvas.height_px)
    for place, (scale, bounds) in enumerate(
        (("scaleX", "boundsWidth"), ("scaleY", "boundsHeight"))
    ):
        extent = now[place]
        if wanted.has(bounds):
            extent = wanted.number(bounds, 1, _FAR)
        elif wanted.has(scale):
            factor = wanted.number(scale, 0.001, 1000)
            if not shown[place]:
                raise Refusal(Code.INVALID_STATE, "The size of the source is not known yet.")
            extent = shown[place] * factor
        extents.append(extent)
    return extents[0], extents[1]


def _new_crop(crop: Crop, size: SourceSize, wanted: Fields) -> Crop:
    parts = {}
    for side, extent in (
        ("left", size.width_px),
        ("top", size.height_px),
        ("right", size.width_px),
        ("bottom", size.height_px),
    ):
        name = f"crop{side.capitalize()}"
        parts[side] = getattr(crop, side)
        if wanted.has(name):
            pixels = wanted.number(name, 0, 100_000)
            if pixels and not extent:
                raise Refusal(Code.INVALID_STATE, "The size of the source is not known yet.")
            parts[side] = min(1.0, pixels / extent) if extent else 0.0
    return Crop(**parts)
