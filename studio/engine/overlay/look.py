"""Colours and measures of the cards, for a canvas and as a person chose."""

from dataclasses import dataclass

from studio.core.overlay import CardLook, CardSize
from studio.core.scene import Canvas
from studio.core.settings import OverlaySettings

# Of the shorter side: read on a phone that shows the whole picture three fingers wide.
_TEXT = {CardSize.SMALL: 0.034, CardSize.MEDIUM: 0.041, CardSize.LARGE: 0.056}
_WIDEST = {CardSize.SMALL: 0.38, CardSize.MEDIUM: 0.43, CardSize.LARGE: 0.54}
_WIDEST_UPRIGHT = 0.82


@dataclass(frozen=True, slots=True)
class Colours:
    """As ``#RRGGBB`` or ``#RRGGBBAA``."""

    paper: str
    text: str
    quiet: str
    accent: str
    line: str


_DARK = Colours("#12161ceb", "#f2f4f6", "#aab4bf", "#7aa7ff", "#3a444f")
_LIGHT = Colours("#fffffff2", "#171b21", "#56616e", "#1f55c7", "#d5dae1")


@dataclass(frozen=True, slots=True)
class Look:
    """``text_px``: the size of the words; everything else follows from it."""

    text_px: float
    widest_px: float
    colours: Colours
    is_chinese: bool = False

    @property
    def small_px(self) -> float:
        """Names and what stands beside the words."""
        return self.text_px * 0.74

    @property
    def padding_px(self) -> float:
        """From the card's edge to its words."""
        return round(self.text_px * 0.62)

    @property
    def gap_px(self) -> float:
        """Between two things on a card."""
        return round(self.text_px * 0.3)

    @property
    def radius_px(self) -> float:
        """Of a card's corners."""
        return self.text_px * 0.4


def look_of(canvas: Canvas, settings: OverlaySettings, language: str) -> Look:
    """For that canvas."""
    is_upright = canvas.height_px > canvas.width_px
    share = _WIDEST_UPRIGHT if is_upright else _WIDEST[settings.size]
    return Look(
        text_px=max(10.0, _TEXT[settings.size] * min(canvas.width_px, canvas.height_px)),
        widest_px=share * canvas.width_px,
        colours=_LIGHT if settings.look is CardLook.LIGHT else _DARK,
        is_chinese=language == "zh",
    )
