from pathlib import Path

import msgspec
import numpy as np
import pytest

from studio.core.sources import CardSettings
from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.card import CardDriver, draw_card

_BOWL = Path(__file__).parents[3] / "assets" / "demo" / "bowl.png"
_CARD = CardSettings("Stoneware bowl", "¥199", "¥259", "14 left", 12, str(_BOWL))


def differs(one: Bytes, other: Bytes) -> tuple[int, int]:
    """Middle of where two cards differ."""
    rows, columns = np.nonzero((one != other).any(axis=2))
    return int(columns.mean()), int(rows.mean())


def test_the_corners_are_clear_and_the_paper_is_not() -> None:
    card = draw_card(_CARD)
    assert card.shape == (260, 720, 4)
    assert card[0, 0, 3] == 0
    assert card[130, 715, 3] > 230


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Vase"},
        {"price": "¥200"},
        {"list_price": ""},
        {"note": "sold out"},
        {"link_number": 3},
        {"image_path": ""},
        {"accent": "#c02020"},
    ],
)
def test_every_field_is_seen(change: dict[str, object]) -> None:
    assert not np.array_equal(draw_card(_CARD), draw_card(msgspec.structs.replace(_CARD, **change)))


def test_a_picture_that_cannot_be_read_leaves_its_place_to_the_words() -> None:
    gone = draw_card(msgspec.structs.replace(_CARD, image_path="/gone.png"))
    assert np.array_equal(gone, draw_card(msgspec.structs.replace(_CARD, image_path="")))


def test_a_long_title_stays_on_the_card() -> None:
    long = draw_card(msgspec.structs.replace(_CARD, title="Very large stoneware bowl " * 6))
    assert np.array_equal(long[:, -20:], draw_card(_CARD)[:, -20:])


def test_the_old_price_is_struck_through() -> None:
    x_px, y_px = differs(draw_card(_CARD), draw_card(msgspec.structs.replace(_CARD, list_price="")))
    assert 380 < x_px < 640
    assert 90 < y_px < 190


def test_the_driver_draws_it() -> None:
    driver = CardDriver(_CARD, MediaClock())
    assert np.array_equal(driver.draw(), draw_card(_CARD))
