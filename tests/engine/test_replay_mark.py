import pytest

from studio.engine.replay_mark import draw_mark


@pytest.mark.parametrize("word", ["REPLAY", "精彩回放"])
def test_the_mark_holds_its_word_on_a_dark_plate(word: str) -> None:
    picture = draw_mark(5, word)
    assert picture.bgra is not None
    height_px, width_px = picture.bgra.shape[:2]
    assert width_px > 2 * height_px
    assert picture.bgra[height_px // 2, 12, 3] > 150  # the plate
    letters = picture.bgra[:, 130:, :3].max(axis=2)
    assert (letters > 230).sum() > 300
    assert picture.bgra[0, 0, 3] == 0
