import numpy as np
import pytest
import skia

from studio.engine.media import Bytes
from studio.engine.overlay.lines import LINE_HEIGHT, Block, block, paint_block
from studio.engine.sources.drawing import new_raster, paint_on

SIZE_PX, ROOM_PX = 30.0, 320.0
HOSTILE = {
    "marks": "Z" + "\u0301\u0300\u0308" * 500,
    "overrides": "\u202e\u202dpay me\u202c \u2067\u2066 now \u2069",
    "unseen": "\u200b\u200c\ufeff\u2060" * 200,
    "markup": "<b>bold</b><script>alert(1)</script>&amp; [link](x)",
    "families": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 60,
    "widest sign": "\ufdfd" * 40,
    "tall signs": "\u0e1b\u0e39\u0e48\u0e4a\u0f04\u0b95\u0bbf" * 60,
    "one word": "W" * 500,
    "chinese": "好" * 500,
    "arabic": "\u0645\u0631\u062d\u0628\u0627 " * 80,
    "a lone surrogate": "a\ud83d b",
    "new lines": "a\n\n\n\n\n\nb\u2028c\u2029d",
    "nothing": "",
}


def _painted(words: Block) -> Bytes:
    raster = new_raster(700, 400)
    return paint_on(raster, lambda canvas: paint_block(canvas, words, 100, 100))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_somebody_wrote_stays_in_its_lines(text: str) -> None:
    words = block(text, SIZE_PX, "#ffffff", ROOM_PX, 3)
    assert words.height_px <= 3 * SIZE_PX * LINE_HEIGHT + 1
    assert words.width_px <= ROOM_PX
    alpha = _painted(words)[..., 3].copy()
    alpha[100 : 100 + int(words.height_px) + 1, 100 : 100 + int(ROOM_PX) + 1] = 0
    assert not alpha.any()


def test_a_long_text_ends_in_an_ellipsis_and_a_short_one_is_whole() -> None:
    short = block("Is there a red one?", SIZE_PX, "#ffffff", ROOM_PX, 3)
    assert short.height_px == pytest.approx(SIZE_PX * LINE_HEIGHT, abs=1)
    full = block("word " * 100, SIZE_PX, "#ffffff", ROOM_PX, 3)
    assert full.height_px == pytest.approx(3 * SIZE_PX * LINE_HEIGHT, abs=2)
    again = block("word " * 90, SIZE_PX, "#ffffff", ROOM_PX, 3)  # the same part of it is shown
    assert np.array_equal(_painted(full), _painted(again))


def test_markup_is_text() -> None:
    plain = _painted(block("<i>hi</i>", SIZE_PX, "#ffffff", ROOM_PX))
    assert not np.array_equal(plain, _painted(block("hi", SIZE_PX, "#ffffff", ROOM_PX)))


def test_a_sign_made_of_several_is_never_cut_apart() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    one = block(family, SIZE_PX, "#ffffff", ROOM_PX)
    cut = block(family * 40, SIZE_PX, "#ffffff", one.width_px * 2.4)
    whole = block(family + "\u2026", SIZE_PX, "#ffffff", one.width_px * 2.4)
    assert np.array_equal(_painted(cut), _painted(whole))


def test_right_to_left_words_stand_at_the_right_in_a_block_and_at_the_left_in_one_line() -> None:
    hebrew = "\u05e9\u05dc\u05d5\u05dd"
    in_block = _painted(block(hebrew, SIZE_PX, "#ffffff", ROOM_PX, 3))[..., 3]
    in_line = _painted(block(hebrew, SIZE_PX, "#ffffff", ROOM_PX))[..., 3]
    assert np.flatnonzero(in_block.any(axis=0)).min() > 100 + ROOM_PX / 2
    assert np.flatnonzero(in_line.any(axis=0)).max() < 100 + ROOM_PX / 2


def test_what_is_wider_than_its_room_is_cut_off() -> None:
    words = block("WWWW", SIZE_PX, "#ffffff", 1.0)
    raster = new_raster(200, 100)
    paint_on(raster, lambda canvas: paint_block(canvas, words, 20, 20))
    columns = np.flatnonzero(raster[..., 3].any(axis=0))
    assert columns.size == 0 or columns.max() <= 20 + words.room_px
    assert isinstance(words.paragraph, skia.textlayout.Paragraph)
