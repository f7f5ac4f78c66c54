"""What the drawn sources share: a skia canvas over a numpy raster, and shaped text."""

from collections.abc import Callable
from functools import cache

import numpy as np
import skia

from studio.engine.media import Bytes

FAMILIES = (
    "Noto Sans",
    "Noto Sans CJK SC",
    "Inter",
    "Segoe UI",
    "Microsoft YaHei",
    "Helvetica Neue",
    "PingFang SC",
    "DejaVu Sans",
    "Noto Color Emoji",
    "Apple Color Emoji",
    "Segoe UI Emoji",
)
WIDEST_PX = 16_000


def new_raster(width_px: int, height_px: int) -> Bytes:
    """A transparent raster of even size, premultiplied BGRA."""
    return np.zeros(
        (max(2, height_px + height_px % 2), max(2, width_px + width_px % 2), 4), np.uint8
    )


def paint_on(raster: Bytes, paint: Callable[[skia.Canvas], None]) -> Bytes:
    """Let ``paint`` draw on the raster."""
    height_px, width_px = raster.shape[:2]
    info = skia.ImageInfo.Make(
        width_px, height_px, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
    )
    surface = skia.Surface.MakeRasterDirect(info, raster, raster.strides[0])
    paint(surface.getCanvas())
    return raster


def raster_of_image(image: skia.Image) -> Bytes:
    """A decoded picture as premultiplied BGRA."""
    raster = new_raster(image.width(), image.height())
    return paint_on(raster, lambda canvas: canvas.drawImage(image, 0, 0))


def skia_colour(colour: str) -> int:
    """``#RRGGBB`` or ``#RRGGBBAA`` as skia takes it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    alpha = int(colour[7:9], 16) if len(colour) == 9 else 255
    return int(skia.Color(red, green, blue, alpha))


@cache
def fonts() -> skia.textlayout.FontCollection:
    """The system's fonts, with fallback for what a family lacks."""
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(skia.FontMgr())
    return collection


def paragraph(
    text: str,
    size_px: float,
    paint: skia.Paint,
    *,
    family: str = "",
    is_bold: bool = False,
    align: skia.textlayout.TextAlign = skia.textlayout.TextAlign.kLeft,
    width_px: float = WIDEST_PX,
) -> skia.textlayout.Paragraph:
    """Shaped and laid-out text (HarfBuzz through skia): CJK, emoji and mixed scripts."""
    style = skia.textlayout.ParagraphStyle()
    style.setTextAlign(align)
    letters = skia.textlayout.TextStyle()
    letters.setFontSize(size_px)
    letters.setFontFamilies([family, *FAMILIES] if family else list(FAMILIES))
    letters.setForegroundPaint(paint)
    letters.setFontStyle(skia.FontStyle.Bold() if is_bold else skia.FontStyle.Normal())
    builder = skia.textlayout.ParagraphBuilder(style, fonts(), skia.Unicodes.ICU.Make())
    builder.pushStyle(letters)
    builder.addText(text)
    made = builder.Build()
    made.layout(width_px)
    return made


def filled(colour: str) -> skia.Paint:
    """A smooth fill."""
    return skia.Paint(Color=skia_colour(colour), AntiAlias=True)


def stroked(colour: str, width_px: float) -> skia.Paint:
    """A smooth line with round corners."""
    return skia.Paint(
        Color=skia_colour(colour),
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width_px,
        StrokeJoin=skia.Paint.kRound_Join,
    )
