"""Sets of picture filters for what people do most."""

from studio.core.picture_filters import (
    Blur,
    ColourCorrection,
    Mask,
    MaskShape,
    PictureFilter,
    Sharpen,
    key_for,
)

_GREEN = "#00b140"  # what walls are painted with

PRESETS = (
    "green_screen",
    "warmer",
    "crisp",
    "black_and_white",
    "soft_background",
    "round_camera",
    "rounded_corners",
)


def preset(name: str) -> tuple[PictureFilter, ...]:
    """The filters of that preset; KeyError for a name that is not in `PRESETS`."""
    sets: dict[str, tuple[PictureFilter, ...]] = {
        "green_screen": (key_for(_GREEN),),
        "warmer": (ColourCorrection(temperature=0.35, saturation=0.08),),
        "crisp": (ColourCorrection(contrast=0.08, saturation=0.1), Sharpen(amount=0.1)),
        "black_and_white": (ColourCorrection(saturation=-1.0, contrast=0.1),),
        "soft_background": (Blur(amount=0.03), ColourCorrection(brightness=-0.05)),
        "round_camera": (Mask(shape=MaskShape.CIRCLE),),
        "rounded_corners": (Mask(shape=MaskShape.ROUNDED, radius=0.2),),
    }
    return sets[name]
