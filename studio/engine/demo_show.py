"""The demo show: a potter's stand with film, product card, ticker and two more scenes."""

from pathlib import Path

from studio.core.scene import Box, Canvas, Crop, Fit, Layer, Scene, Show, Source, Strip, Transition
from studio.core.sources import (
    CardSettings,
    ImageSettings,
    MediaSettings,
    TextAlign,
    TextSettings,
)

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "demo"

_FILM = "demo-film"
_CARD = "demo-card"
_TICKER = "demo-ticker"
_TITLE = "demo-title"
_BREAK = "demo-break"
_BOWL = "demo-bowl"


def demo_show(width_px: int = 1280, height_px: int = 720) -> Show:
    """A show that needs no device and no account; any canvas, upright ones too."""
    is_upright = height_px > width_px
    return Show(
        name="Clay & Co.",
        scenes=(_host_scene(is_upright), _close_up_scene(is_upright), _break_scene()),
        current_scene_id="demo-host",
        sources=_sources(),
        strips=(Strip(_FILM, gain_db=-6.0),),
        canvas=Canvas(width_px, height_px),
        transition=Transition(),
    )


def _sources() -> tuple[Source, ...]:
    card = CardSettings(
        title="Stoneware bowl · 粗陶碗",
        price="¥199",
        list_price="¥259",
        note="14 left · 余14件",
        link_number=12,
        image_path=str(ASSETS / "bowl.png"),
    )
    ticker = TextSettings(
        "Free shipping over ¥300   ·   全场满300元包邮   ·   Ask for any size in the chat   ·   ",
        size_px=34,
        background="#101418d0",
        scroll_px_per_s=90,
    )
    title = TextSettings("Clay & Co.  live from the studio", size_px=40, is_bold=True, outline_px=3)
    pause = TextSettings(
        "Back in a minute\n马上回来", size_px=88, is_bold=True, align=TextAlign.CENTRE
    )
    return (
        Source(_FILM, "Studio film", MediaSettings(str(ASSETS / "pottery.mp4"))),
        Source(_CARD, "Product card", card),
        Source(_TICKER, "Ticker", ticker),
        Source(_TITLE, "Title", title),
        Source(_BREAK, "Break text", pause),
        Source(_BOWL, "Bowl picture", ImageSettings(str(ASSETS / "bowl.png"))),
    )


def _film(box: Box, crop: Crop, suffix: str) -> Layer:
    return Layer(f"film-{suffix}", "Film", _FILM, box=box, crop=crop, fit=Fit.COVER)


def _ticker(suffix: str) -> Layer:
    box = Box(0.0, 0.935, 1.0, 0.065)
    return Layer(f"ticker-{suffix}", "Ticker", _TICKER, box=box, fit=Fit.CONTAIN)


def _host_scene(is_upright: bool) -> Scene:
    card = Box(0.06, 0.68, 0.62, 0.2) if is_upright else Box(0.03, 0.06, 0.34, 0.26)
    title = Box(0.04, 0.02, 0.92, 0.06) if is_upright else Box(0.6, 0.03, 0.38, 0.07)
    return Scene(
        "demo-host",
        "Host",
        layers=(
            _film(Box(), Crop(), "host"),
            Layer("title-host", "Title", _TITLE, box=title),
            Layer("card-host", "Card", _CARD, box=card),
            _ticker("host"),
        ),
    )


def _close_up_scene(is_upright: bool) -> Scene:
    card = Box(0.06, 0.66, 0.62, 0.2) if is_upright else Box(0.62, 0.6, 0.35, 0.27)
    return Scene(
        "demo-close-up",
        "Close-up",
        layers=(
            _film(Box(), Crop(left=0.2, top=0.4, right=0.4, bottom=0.1), "close"),
            Layer("card-close", "Card", _CARD, box=card),
            _ticker("close"),
        ),
    )


def _break_scene() -> Scene:
    return Scene(
        "demo-break",
        "Be right back",
        layers=(
            Layer("bowl-break", "Bowl", _BOWL, box=Box(0.4, 0.12, 0.2, 0.36)),
            Layer("text-break", "Words", _BREAK, box=Box(0.1, 0.52, 0.8, 0.34)),
        ),
        background="#2b2521",
    )
