"""Filters of another studio's source as filters of ours; what cannot be carried is noted.

The figures are those of OBS Studio's plugin obs-filters; Streamlabs Desktop has the same.
"""

from collections.abc import Callable

from studio.core.filter_settings import MOST_FILTERS
from studio.core.imports.draft import DraftFilter
from studio.core.imports.placing import Size
from studio.core.imports.reading import flag, number, whole, words
from studio.core.imports.report import Notebook
from studio.core.picture_filters import (
    ChromaKey,
    ColourCorrection,
    CropPad,
    Lut,
    Mask,
    MaskShape,
    PictureFilter,
    Scroll,
    Sharpen,
    leaves_nothing,
)

_KEYS = {"green": "#00ff00", "blue": "#0099ff", "magenta": "#ff00ff"}
_SHAPES = {
    "mask_alpha_filter.effect": MaskShape.IMAGE_ALPHA,
    "mask_color_filter.effect": MaskShape.IMAGE_LUMA,
}
_PLAIN = {"color_multiply": 0xFFFFFF, "color_add": 0}
_RGB = 0xFFFFFF

_Made = tuple[PictureFilter, ...]


def carry_filters(
    drafts: tuple[DraftFilter, ...], size: Size, notes: Notebook, where: str
) -> tuple[PictureFilter, ...]:
    """What becomes of a source's filters, in their order; ``size``: of its picture."""
    found: list[PictureFilter] = []
    for draft in drafts:
        version = 1 if not draft.kind.endswith("_v2") else 2
        make = _MAKE.get(draft.kind.removesuffix("_v2"))
        made = make(draft, size, version) if make is not None else ()
        if not made or leaves_nothing(made) or len(found) + len(made) > MOST_FILTERS:
            note_lost((draft,), notes, where)
            continue
        lost = _left_of(draft)
        if lost:
            notes.add(where, f"the filter {draft.name!r} is carried without its {lost}")
        found += made
    return tuple(found)


def note_lost(drafts: tuple[DraftFilter, ...], notes: Notebook, where: str) -> None:
    """A note for each of them."""
    for draft in drafts:
        notes.add(where, f"the filter {draft.name!r} is not carried")


def _left_of(draft: DraftFilter) -> str:
    """What a carried filter does not do here, in words."""
    held = draft.settings
    if "color" in draft.kind and any(
        whole(held.get(name), 0, 2**32, plain) & _RGB != plain for name, plain in _PLAIN.items()
    ):
        return "colour multiplied or added"
    if "scroll" in draft.kind and not flag(held.get("loop"), True):
        return "end: it goes round here"
    return ""


def _chroma_key(draft: DraftFilter, _size: Size, version: int) -> _Made:
    held = draft.settings
    kind = words(held.get("key_color_type"), 20) or "green"
    colour = _KEYS.get(kind) or _colour(held.get("key_color"), _KEYS["green"])
    key = ChromaKey(
        is_enabled=draft.is_enabled,
        colour=colour,
        similarity=_within(number(held.get("similarity"), 400) / 1000, 0.01, 1.0),
        smoothness=_within(number(held.get("smoothness"), 80) / 1000, 0.001, 1.0),
        spill=_within(number(held.get("spill"), 100) / 1000, 0.001, 1.0),
    )
    colours = _correction(draft, version)
    return (key,) if colours == ColourCorrection(is_enabled=draft.is_enabled) else (key, colours)


def _colour_correction(draft: DraftFilter, _size: Size, version: int) -> _Made:
    return (_correction(draft, version),)


def _correction(draft: DraftFilter, version: int) -> ColourCorrection:
    held = draft.settings
    opaque = 1.0 if version == 2 else 100.0
    return ColourCorrection(
        is_enabled=draft.is_enabled,
        brightness=_within(number(held.get("brightness")), -1.0, 1.0),
        contrast=_within(number(held.get("contrast")), -4.0, 4.0),
        gamma=_within(number(held.get("gamma")), -3.0, 3.0),
        saturation=_within(number(held.get("saturation")), -1.0, 5.0),
        hue_deg=_within(number(held.get("hue_shift")), -180.0, 180.0),
        opacity=_within(number(held.get("opacity"), opaque) / opaque, 0.0, 1.0),
    )


def _lut(draft: DraftFilter, _size: Size, _version: int) -> _Made:
    path = words(draft.settings.get("image_path"), 4096)
    amount = _within(number(draft.settings.get("clut_amount"), 1.0), 0.0, 1.0)
    return (Lut(is_enabled=draft.is_enabled, path=path, amount=amount),) if path else ()


def _crop(draft: DraftFilter, size: Size, _version: int) -> _Made:
    held = draft.settings
    if not size.is_known:
        return ()
    wide, high = size.width_px, size.height_px
    left, top = number(held.get("left")), number(held.get("top"))
    right, bottom = number(held.get("right")), number(held.get("bottom"))
    if not flag(held.get("relative"), True):  # then width and height are given
        right = wide - left - number(held.get("cx"), wide)
        bottom = high - top - number(held.get("cy"), high)
    cut = (left / wide, top / high, right / wide, bottom / high)
    sides = [round(_within(one, -1.0, 0.95), 6) for one in cut]
    return (
        CropPad(
            is_enabled=draft.is_enabled,
            left=sides[0],
            top=sides[1],
            right=sides[2],
            bottom=sides[3],
        ),
    )


def _mask(draft: DraftFilter, _size: Size, _version: int) -> _Made:
    shape = _SHAPES.get(words(draft.settings.get("type"), 60) or "mask_color_filter.effect")
    path = words(draft.settings.get("image_path"), 4096)
    if shape is None or not path:
        return ()
    return (Mask(is_enabled=draft.is_enabled, shape=shape, path=path),)


def _sharpen(draft: DraftFilter, _size: Size, _version: int) -> _Made:
    amount = _within(number(draft.settings.get("sharpness"), 0.08), 0.0, 1.0)
    return (Sharpen(is_enabled=draft.is_enabled, amount=amount),)


def _scroll(draft: DraftFilter, size: Size, _version: int) -> _Made:
    if not size.is_known:
        return ()
    # There a positive speed moves what is looked at, and so the picture the other way.
    across = -number(draft.settings.get("speed_x")) / size.width_px
    down = -number(draft.settings.get("speed_y")) / size.height_px
    across, down = (round(_within(one, -10.0, 10.0), 6) for one in (across, down))
    return (Scroll(is_enabled=draft.is_enabled, x=across, y=down),)


def _colour(value: object, default: str) -> str:
    """Those studios keep a colour as alpha, blue, green, red."""
    if isinstance(value, bool) or not isinstance(value, int):
        return default
    red, green, blue = (value >> shift & 0xFF for shift in (0, 8, 16))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _within(value: float, least: float, most: float) -> float:
    return min(most, max(least, value))


_MAKE: dict[str, Callable[[DraftFilter, Size, int], _Made]] = {
    "chroma_key_filter": _chroma_key,
    "color_filter": _colour_correction,
    "clut_filter": _lut,
    "crop_filter": _crop,
    "mask_filter": _mask,
    "sharpness_filter": _sharpen,
    "scroll_filter": _scroll,
}
