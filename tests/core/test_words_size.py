import pytest

from studio.core.sources import CardSettings, TextSettings
from studio.core.words_size import letter_share, own_size_px
from studio.engine.sources.card import draw_card
from studio.engine.sources.text import draw_text


@pytest.mark.parametrize(
    "settings",
    [
        TextSettings("Clay & Co. live from the studio", size_px=40),
        TextSettings("马上回来", size_px=88, is_bold=True),
        TextSettings("Two lines\nof words", size_px=60, outline_px=4),
        TextSettings("Words that are laid out anew when they are too wide", wrap_px=400),
    ],
)
def test_words_are_about_as_large_as_they_are_drawn(settings: TextSettings) -> None:
    drawn = draw_text(settings)
    wide, high = own_size_px(settings)
    assert drawn.shape[1] == pytest.approx(wide, rel=0.25)
    assert drawn.shape[0] == pytest.approx(high, rel=0.35)


def test_a_card_has_exactly_this_size() -> None:
    card = CardSettings("Bowl")
    drawn = draw_card(card)
    assert own_size_px(card) == (drawn.shape[1], drawn.shape[0])


def test_letters_are_a_share_of_the_picture_whatever_their_number() -> None:
    short, long = TextSettings("a"), TextSettings("a" * 80)
    assert letter_share(short) == letter_share(long)
    assert letter_share(TextSettings("a\nb")) < letter_share(short)
    ticker = TextSettings("a\nb", scroll_px_per_s=50)  # runs in one line
    assert letter_share(ticker) == letter_share(short)
