import msgspec
import numpy as np
import pytest

from studio.core.clock import NS_PER_S
from studio.core.sources import TextAlign, TextSettings
from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.text import TextDriver, draw_text
from tests.fakes.virtual_clock import VirtualClock


def ink(raster: Bytes) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is not transparent."""
    rows = np.flatnonzero(raster[:, :, 3].any(axis=1))
    columns = np.flatnonzero(raster[:, :, 3].any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


@pytest.mark.parametrize("text", ["Hello", "你好,世界", "مرحبا", "हिन्दी", "A\nB", "🧡"])
def test_every_script_leaves_ink_and_nothing_is_cut(text: str) -> None:
    raster = draw_text(TextSettings(text, size_px=60))
    left, top, right, bottom = ink(raster)
    assert right - left > 10
    assert bottom - top > 10
    assert left > 0
    assert top > 0
    assert right < raster.shape[1]
    assert bottom < raster.shape[0]


def test_an_emoji_is_coloured() -> None:
    raster = draw_text(TextSettings("🧡", size_px=80, colour="#ffffff"))
    solid = raster[raster[:, :, 3] > 250][:, :3].astype(int)
    assert (np.ptp(solid, axis=1) > 60).any()


def test_ligatures_and_marks_are_shaped() -> None:
    joined = ink(draw_text(TextSettings("السلام", size_px=60)))
    apart = ink(draw_text(TextSettings(" ".join("السلام"), size_px=60)))
    assert joined[2] - joined[0] < apart[2] - apart[0]


def test_an_outline_is_around_the_letters() -> None:
    plain = draw_text(TextSettings("I", size_px=100))
    outlined = draw_text(TextSettings("I", size_px=100, outline_px=8, outline_colour="#ff0000"))
    left, _, right, _ = ink(plain)
    out_left, _, out_right, _ = ink(outlined)
    assert (out_right - out_left) - (right - left) == pytest.approx(16, abs=3)
    assert ((outlined[:, :, 2] > 200) & (outlined[:, :, 0] < 50)).any()


def test_bold_colour_and_background() -> None:
    bold = draw_text(TextSettings("Sale", is_bold=True, colour="#00ff00", background="#0000ff"))
    regular = draw_text(TextSettings("Sale", colour="#00ff00"))
    assert bold[0, 0].tolist() == [255, 0, 0, 255]
    assert (bold[:, :, 1] > 250).sum() > (regular[:, :, 1] > 250).sum()


def test_lines_stand_where_they_are_asked_to() -> None:
    def first_line_left(align: TextAlign) -> int:
        raster = draw_text(TextSettings("I\nWWWWWW", size_px=50, align=align))
        return ink(raster[: raster.shape[0] // 2])[0]

    left, centre, right = (first_line_left(align) for align in TextAlign)
    assert left < centre < right


def test_long_words_are_wrapped_where_asked() -> None:
    whole = TextSettings("one two three four five six", size_px=40)
    wrapped = draw_text(msgspec.structs.replace(whole, wrap_px=240))
    assert wrapped.shape[1] < draw_text(whole).shape[1]
    assert wrapped.shape[0] > 1.8 * draw_text(whole).shape[0]


def test_a_ticker_is_one_strip_that_moves() -> None:
    clock = VirtualClock()
    driver = TextDriver(TextSettings("News\ntoday · ", scroll_px_per_s=100), MediaClock(clock))
    driver.interrupt()
    driver.open()
    first = driver.read().picture
    clock.advance(NS_PER_S // 2)
    second = driver.read().picture
    assert first is not None
    assert second is not None
    assert first.is_strip
    assert first.bgra is second.bgra
    assert first.serial == second.serial
    assert second.offset_px[0] - first.offset_px[0] == 50
    driver.close()


def test_no_words_are_no_error() -> None:
    assert draw_text(TextSettings("")).any() is not None
    assert draw_text(TextSettings("")).shape[0] >= 2
