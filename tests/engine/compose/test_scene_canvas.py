import logging
from collections.abc import Callable

import av
import numpy as np
import pytest

from studio.core.scene import Box, Canvas, Layer, Scene
from studio.engine.compose.buffers import BufferPool
from studio.engine.compose.colour import premultiplied_yuv
from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch import Patch
from studio.engine.compose.patch_maker import PatchMaker
from studio.engine.compose.scene_canvas import SceneCanvas
from studio.engine.media import Bytes, Picture
from tests.support.float_picture import raster, slope, veil

CANVAS = Canvas(320, 180)
WHOLE_PX = 320 * 180


def _nothing(_source_id: str) -> Picture | None:
    return None


def _canvas() -> SceneCanvas:
    pool = BufferPool(CANVAS.width_px, CANVAS.height_px)
    return SceneCanvas(CANVAS, pool, PatchMaker(CANVAS.width_px, CANVAS.height_px))


def _still(serial: int, level: int = 90) -> Picture:
    return Picture(0, serial, bgra=np.full((36, 64, 4), (level, 40, 60, 255), np.uint8))


def _frame(serial: int, level: int) -> Picture:
    pixels = np.full((36, 64, 4), (level, level, 200, 255), np.uint8)
    return Picture(0, serial, frame=av.VideoFrame.from_numpy_buffer(pixels, format="bgra"))


BACK = Layer("back", "Back", "back", box=Box())
CAM = Layer("cam", "Cam", "cam", box=Box(0.5, 0.5, 0.25, 0.25))
CARD = Layer("card", "Card", "card", box=Box(0.6, 0.4, 0.3, 0.3))
TICKER = Layer("ticker", "Ticker", "ticker", box=Box(0.0, 0.9, 1.0, 0.1))
SCENE = Scene("s", "S", layers=(BACK, CAM, CARD, TICKER))


def _strip(offset_px: int, serial: int = 5) -> Picture:
    return Picture(0, serial, bgra=STRIP, offset_px=(offset_px, 0), is_strip=True)


STRIP = raster(veil, 500, 18)
CARD_PICTURE = Picture(0, 3, bgra=raster(veil, 96, 54))


def _pictures(tick: int) -> Callable[[str], Picture | None]:
    return {
        "back": BACK_PICTURE,
        "cam": _frame(100 + tick // 2, (tick // 2 * 37) % 200),
        "card": CARD_PICTURE,
        "ticker": _strip(tick * 3),
    }.get


BACK_PICTURE = Picture(0, 1, bgra=raster(slope, 320, 180))


def test_an_unchanged_moment_is_the_same_picture_and_draws_nothing() -> None:
    canvas = _canvas()
    first = canvas.paint(SCENE, _pictures(0))
    assert canvas.paint(SCENE, _pictures(0)) is first
    assert canvas.drawn_px == 0


def _card(left: int, level: int = 200) -> Patch:
    planes, inverse = premultiplied_yuv(np.full((20, 40, 4), (level, 0, 0, 255), np.uint8))
    return Patch(Rect(left, 10, left + 40, 30), planes, inverse)


def test_a_card_that_stays_costs_nothing_and_one_that_comes_or_goes_only_its_place() -> None:
    canvas, still = _canvas(), {"back": BACK_PICTURE}.get
    bare = canvas.paint(SCENE, still).copy()
    one, other = _card(20), _card(200)
    first = canvas.paint(SCENE, still, (one,))
    assert canvas.drawn_px == 40 * 20
    assert canvas.paint(SCENE, still, (one,)) is first
    assert canvas.drawn_px == 0
    both = canvas.paint(SCENE, still, (one, other))
    assert canvas.drawn_px == 40 * 20
    assert not np.array_equal(both, first)
    assert np.array_equal(canvas.paint(SCENE, still), bare)
    assert canvas.drawn_px == 2 * 40 * 20


def test_a_moving_layer_below_a_card_stays_below_it() -> None:
    canvas, card = _canvas(), _card(160)
    for tick in range(8):
        made = canvas.paint(SCENE, _pictures(tick), (card,))
        anew = _canvas().paint(SCENE, _pictures(tick), (card,))
        assert np.array_equal(made, anew)


def test_only_what_moved_is_drawn_again() -> None:
    canvas = _canvas()
    canvas.paint(SCENE, _pictures(0))
    assert canvas.drawn_px == WHOLE_PX
    canvas.paint(SCENE, _pictures(1))  # the ticker alone
    assert canvas.drawn_px == 320 * 18
    canvas.paint(SCENE, _pictures(2))  # ticker and camera
    assert canvas.drawn_px == pytest.approx(320 * 18 + 80 * 46, rel=0.1)


@pytest.mark.parametrize("held", [0, 1, 2, 12])
def test_drawing_only_what_changed_gives_what_drawing_everything_gives(held: int) -> None:
    canvas = _canvas()
    last: list[Bytes] = []
    for tick in range(30):
        made = canvas.paint(SCENE, _pictures(tick))
        assert np.array_equal(made, _canvas().paint(SCENE, _pictures(tick))), tick
        last = [*last, made][-held:] if held else []


def test_an_edit_shows_at_the_next_picture() -> None:
    canvas = _canvas()
    canvas.paint(SCENE, _pictures(0))
    moved = Layer("cam", "Cam", "cam", box=Box(0.1, 0.1, 0.25, 0.25), opacity=0.5)
    for layers in ((BACK, moved, CARD), (BACK, CARD, moved), (CAM,), ()):
        scene = Scene("s", "S", layers=layers, background="#204060")
        made = canvas.paint(scene, _pictures(0))
        assert np.array_equal(made, _canvas().paint(scene, _pictures(0)))


def test_a_source_without_a_picture_is_left_out_until_it_has_one() -> None:
    canvas = _canvas()
    empty = canvas.paint(Scene("s", "S", layers=(CAM,)), _nothing)
    assert not np.array_equal(empty, canvas.paint(Scene("s", "S", layers=(CAM,)), _pictures(0)))


def test_a_strange_picture_is_left_out_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    canvas = _canvas()
    nothing = canvas.paint(Scene("s", "S"), _nothing)
    dot = np.zeros((1, 1, 4), np.uint8)
    with caplog.at_level(logging.WARNING):
        for serial in range(3):
            picture = Picture(0, serial, bgra=dot.copy())
            made = canvas.paint(Scene("s", "S", layers=(CAM,)), {"cam": picture}.get)
            assert np.array_equal(made, nothing)
    assert [record.message for record in caplog.records] == ["picture cannot be drawn"]


def test_a_ticker_wraps_around_and_moves_by_single_pixels() -> None:
    canvas = _canvas()
    layer = Layer("ticker", "Ticker", "ticker", box=Box(0.0, 0.0, 1.0, 0.1))
    scene = Scene("s", "S", layers=(layer,))
    shown = [canvas.paint(scene, {"ticker": _strip(x)}.get).copy() for x in (0, 7, 500, 507)]
    luma = [picture[:18, :320] for picture in shown]
    assert np.array_equal(luma[1][:, :313], luma[0][:, 7:])
    assert np.array_equal(shown[2], shown[0])
    assert np.array_equal(shown[3], shown[1])


def test_a_forgotten_canvas_draws_everything_anew() -> None:
    canvas = _canvas()
    first = canvas.paint(SCENE, _pictures(0)).copy()
    canvas.forget()
    assert np.array_equal(canvas.paint(SCENE, _pictures(0)), first)
    assert canvas.drawn_px == WHOLE_PX
