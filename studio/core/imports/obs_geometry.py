"""Where items of an OBS collection lie, and on how large a canvas."""

from studio.core.imports.placing import Size, Transform
from studio.core.imports.reading import Table, flag, number, rows, table, whole

USUAL_CANVAS = Size(1920.0, 1080.0)
_MOST_CROP_PX = 100_000


def transform_of(item: Table) -> Transform:
    """How a scene item lies."""
    pos, scale, bounds = (table(item.get(key)) for key in ("pos", "scale", "bounds"))
    crop = {
        f"crop_{side}_px": float(whole(item.get(f"crop_{side}"), 0, _MOST_CROP_PX))
        for side in ("left", "top", "right", "bottom")
    }
    return Transform(
        x_px=number(pos.get("x")),
        y_px=number(pos.get("y")),
        scale_x=number(scale.get("x"), 1.0),
        scale_y=number(scale.get("y"), 1.0),
        rotation_deg=number(item.get("rot")),
        alignment=whole(item.get("align"), 0, 15, 5),
        bounds_kind=whole(item.get("bounds_type"), 0, 6),
        bounds_width_px=abs(number(bounds.get("x"))),
        bounds_height_px=abs(number(bounds.get("y"))),
        bounds_alignment=whole(item.get("bounds_align"), 0, 15),
        is_cut_to_bounds=flag(item.get("bounds_crop")),
        **crop,
    )


def size_of(width: object, height: object, default: Size) -> Size:
    """A size of at least one pixel; the default when one of them is missing."""
    wide, high = number(width), number(height)
    return Size(wide, high) if min(wide, high) >= 1 else default


def canvas_of(root: Table) -> Size:
    """The resolution that OBS 31 writes, or the one that its items refer to."""
    resolution = table(root.get("resolution"))
    references = [resolution]
    for source in rows(root.get("sources")):
        if source.get("id") == "scene":
            items = rows(table(source.get("settings")).get("items"))
            references += [table(item.get("scale_ref")) for item in items[:1]]
    for one in references:
        size = size_of(one.get("x"), one.get("y"), USUAL_CANVAS)
        if size is not USUAL_CANVAS:
            return size
    return USUAL_CANVAS
