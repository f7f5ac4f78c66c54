import numpy as np
import pytest

from studio.core.chat import Platform
from studio.core.overlay import (
    AnyCard,
    CardLook,
    DrawCard,
    MessageCard,
    NoteCard,
    PollCard,
    PollOption,
)
from studio.core.scene import Canvas
from studio.core.settings import OverlaySettings
from studio.engine.media import Bytes
from studio.engine.overlay.cards import MOST_LINES, draw_card
from studio.engine.overlay.lines import LINE_HEIGHT
from studio.engine.overlay.look import look_of
from tests.engine.overlay.test_lines import HOSTILE

CANVAS = Canvas(1280, 720)
LOOK = look_of(CANVAS, OverlaySettings(), "")
OPTIONS = (PollOption("Celadon", 3), PollOption("Tenmoku", 1))


def _paper_around(raster: Bytes) -> Bytes:
    """The margin right of and below the words, corners left out."""
    edge_px, corner_px = int(LOOK.padding_px * 0.6), int(LOOK.radius_px) + 2
    right = raster[corner_px:-corner_px, -edge_px:]
    below = raster[-edge_px:, corner_px:-corner_px]
    return np.concatenate([right.reshape(-1, 4), below.reshape(-1, 4)])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_and_names_stay_on_their_card(text: str) -> None:
    raster = draw_card(MessageCard("m", text[:500], text[:200], Platform.TWITCH), LOOK)
    assert raster.shape[1] <= LOOK.widest_px + 3
    most_px = LINE_HEIGHT * (MOST_LINES * LOOK.text_px + LOOK.small_px) + 3 * LOOK.padding_px
    assert raster.shape[0] <= most_px
    assert len(np.unique(_paper_around(raster), axis=0)) == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_winners_and_answers_stay_on_theirs(text: str) -> None:
    line = text[:200]
    cards: list[AnyCard] = [
        DrawCard("d", line, is_over=True, winners=(line,) * 20),
        PollCard("p", line, (PollOption(line, 3),) * 6),
        NoteCard("n", line, text[:500]),
    ]
    for card in cards:
        raster = draw_card(card, LOOK)
        assert raster.shape[1] <= LOOK.widest_px + 3
        assert raster.shape[0] <= CANVAS.height_px * 0.9
        assert len(np.unique(_paper_around(raster), axis=0)) == 1


def test_a_short_message_is_a_narrow_card() -> None:
    short = draw_card(MessageCard("m", "hi", "Al"), LOOK)
    long = draw_card(MessageCard("m", "hi " * 60, "Al"), LOOK)
    assert short.shape[1] < long.shape[1] / 1.5
    assert short.shape[0] < long.shape[0]


def test_without_a_name_there_is_no_empty_line() -> None:
    named = draw_card(MessageCard("m", "welcome", "Anna"), LOOK)
    assert draw_card(MessageCard("m", "welcome"), LOOK).shape[0] < named.shape[0]


def _differ(one: AnyCard, other: AnyCard, left_s: tuple[int, int] = (0, 0)) -> bool:
    first, second = draw_card(one, LOOK, left_s[0]), draw_card(other, LOOK, left_s[1])
    return not np.array_equal(first, second)


def test_every_part_of_a_card_is_seen() -> None:
    message = MessageCard("m", "hello", "Anna")
    assert _differ(message, MessageCard("m", "hello", "Anna", Platform.TWITCH))
    assert _differ(message, MessageCard("m", "hello", "Anna", amount="¥ 30.00"))
    poll = PollCard("p", "Which?", OPTIONS)
    assert _differ(poll, PollCard("p", "Which?", OPTIONS[::-1]))
    assert _differ(poll, PollCard("p", "Which?", OPTIONS, is_closed=True))
    draw = DrawCard("d", "A bowl", "bowl", 3)
    assert _differ(draw, DrawCard("d", "A bowl", "bowl", 4))
    assert _differ(draw, DrawCard("d", "A bowl", "", 3))
    assert _differ(draw, draw, (10, 9))
    assert _differ(draw, DrawCard("d", "A bowl", "bowl", 3, is_frozen=True))
    over = DrawCard("d", "A bowl", is_over=True)
    assert _differ(over, DrawCard("d", "A bowl", is_over=True, winners=("Anna",)))


def test_hidden_counts_are_not_given_away_by_the_bars() -> None:
    hidden = [PollCard("p", "Which?", options, has_counts=False) for options in (OPTIONS, ())]
    votes = tuple(PollOption(option.text, 0) for option in OPTIONS)
    assert not _differ(hidden[0], PollCard("p", "Which?", votes, has_counts=False))


def test_it_speaks_the_language_of_the_show_and_has_the_chosen_look() -> None:
    card = PollCard("p", "", OPTIONS)
    chinese = look_of(CANVAS, OverlaySettings(), "zh")
    light = look_of(CANVAS, OverlaySettings(look=CardLook.LIGHT), "")
    assert not np.array_equal(draw_card(card, LOOK), draw_card(card, chinese))
    assert draw_card(card, light)[..., :3].mean() > draw_card(card, LOOK)[..., :3].mean() + 100
