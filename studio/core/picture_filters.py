"""Filters of a layer's picture: what each is set to, tagged for files and messages.

Lengths are fractions of the layer's picture as it comes to the filter, so that a show looks
the same at every size.
"""

import enum
import math
from typing import Annotated

import msgspec

from studio.core.filter_settings import MOST_FILTERS, FilterSettings

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Balance = Annotated[float, msgspec.Meta(ge=-1.0, le=1.0)]
Side = Annotated[float, msgspec.Meta(ge=-1.0, le=0.95)]
Speed = Annotated[float, msgspec.Meta(ge=-10.0, le=10.0)]
FilePath = Annotated[str, msgspec.Meta(max_length=4096)]


class MaskShape(enum.Enum):
    """Where a mask lets the picture through: a form, or what a picture file says."""

    CIRCLE = "circle"
    ELLIPSE = "ellipse"
    ROUNDED = "rounded"
    IMAGE_ALPHA = "image_alpha"
    IMAGE_LUMA = "image_luma"


class PictureFilterSettings(FilterSettings, frozen=True):
    """Base of all filters of pictures; never used by itself."""


class ChromaKey(PictureFilterSettings, frozen=True, tag="chroma_key"):
    """What is of the key's colour becomes transparent.

    ``similarity``: how far from it, as a share of all chroma, still counts; ``smoothness``: over
    which further share it comes back; ``spill``: over which the key's shine is taken away.
    """

    colour: Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")] = "#00ff00"
    similarity: Annotated[float, msgspec.Meta(ge=0.01, le=1.0)] = 0.4
    smoothness: Annotated[float, msgspec.Meta(ge=0.001, le=1.0)] = 0.08
    spill: Annotated[float, msgspec.Meta(ge=0.001, le=1.0)] = 0.1


class ColourCorrection(PictureFilterSettings, frozen=True, tag="colour_correction"):
    """Gamma first, then contrast about the middle, brightness, saturation, hue, temperature.

    0 changes nothing; saturation -1 is grey. Above 0 ``temperature`` is warmer, ``gamma`` lighter
    and ``contrast`` stronger, both by a factor of 1 + x, below 0 by one of 1 / (1 - x).
    """

    brightness: Balance = 0.0
    contrast: Annotated[float, msgspec.Meta(ge=-4.0, le=4.0)] = 0.0
    gamma: Annotated[float, msgspec.Meta(ge=-3.0, le=3.0)] = 0.0
    saturation: Annotated[float, msgspec.Meta(ge=-1.0, le=5.0)] = 0.0
    hue_deg: Annotated[float, msgspec.Meta(ge=-180.0, le=180.0)] = 0.0
    temperature: Balance = 0.0
    opacity: Share = 1.0


class Lut(PictureFilterSettings, frozen=True, tag="lut"):
    """Colours by a table: a .cube file or a PNG of 64 tiles. An empty path does nothing."""

    path: FilePath = ""
    amount: Share = 1.0


class CropPad(PictureFilterSettings, frozen=True, tag="crop"):
    """Cuts from each side; below 0 it adds transparent room there."""

    left: Side = 0.0
    top: Side = 0.0
    right: Side = 0.0
    bottom: Side = 0.0


class Mask(PictureFilterSettings, frozen=True, tag="mask"):
    """Only what the shape covers is seen. ``radius``: of the corners, of half the shorter side.

    ``feather``: how soft the edge is, of half the shorter side. ``path``: for the image shapes.
    """

    shape: MaskShape = MaskShape.ROUNDED
    path: FilePath = ""
    radius: Share = 0.2
    feather: Share = 0.0
    is_inverted: bool = False


class Blur(PictureFilterSettings, frozen=True, tag="blur"):
    """``amount``: the standard deviation as a share of the picture's height."""

    amount: Annotated[float, msgspec.Meta(ge=0.0, le=0.1)] = 0.02


class Sharpen(PictureFilterSettings, frozen=True, tag="sharpen"):
    """Adds what differs from the eight neighbours, so often."""

    amount: Share = 0.08


class Scroll(PictureFilterSettings, frozen=True, tag="scroll"):
    """The picture moves round and round: ``x`` and ``y`` are widths and heights a second."""

    x: Speed = 0.1
    y: Speed = 0.0


PictureFilter = ChromaKey | ColourCorrection | Lut | CropPad | Mask | Blur | Sharpen | Scroll
PictureFilters = Annotated[tuple[PictureFilter, ...], msgspec.Meta(max_length=MOST_FILTERS)]
KINDS: tuple[type[PictureFilter], ...] = (
    ChromaKey,
    ColourCorrection,
    Lut,
    CropPad,
    Mask,
    Blur,
    Sharpen,
    Scroll,
)
IMAGE_SHAPES = frozenset({MaskShape.IMAGE_ALPHA, MaskShape.IMAGE_LUMA})


def key_for(colour: str) -> ChromaKey:
    """A key for a wall of that colour: the paler it is, the narrower, so that skin stays."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    away = math.hypot((blue - luma) / 1.772, (red - luma) / 1.402) * 224 / 255 / 255
    return ChromaKey(
        colour=colour,
        similarity=round(max(0.04, 0.45 * away), 3),
        smoothness=round(max(0.02, 0.2 * away), 3),
        spill=round(max(0.03, 0.3 * away), 3),
    )


def active(filters: tuple[PictureFilter, ...]) -> tuple[PictureFilter, ...]:
    """Those that are switched on."""
    return tuple(one for one in filters if one.is_enabled)


def file_of(one: PictureFilter) -> str:
    """The file that the filter needs; empty when it needs none."""
    if isinstance(one, Lut):
        return one.path
    return one.path if isinstance(one, Mask) and one.shape in IMAGE_SHAPES else ""


def leaves_nothing(filters: tuple[PictureFilter, ...]) -> bool:
    """Whether a crop takes both sides away."""
    crops = [one for one in filters if isinstance(one, CropPad)]
    return any(one.left + one.right >= 0.99 or one.top + one.bottom >= 0.99 for one in crops)
