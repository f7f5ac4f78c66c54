import msgspec
import pytest

from studio.chat.cards import cards_of, message_card, poll_card
from studio.core.chat import Money, Platform
from studio.core.engage import DrawNow, DrawRules, DrawState, Poll, PollNow, Shown, Winner
from studio.core.overlay import DrawCard, MessageCard, PollCard, PollOption
from studio.core.pins import PictureParts, Pin
from tests.support.room_messages import room_message

POLL = Poll("poll-1", "Which?", ("Celadon", "Tenmoku"), 5, closes_wall_ms=60_000)
RULES = DrawRules(prize="A bowl", keyword="bowl", winners=2)
DRAW = DrawNow("draw-1", RULES, "c" * 64, 5, closes_wall_ms=60_000, entries=3)
WINNERS = (Winner("p-anna", "t1", "Anna"), Winner("p-li", "t2", "小李"))


def test_only_what_is_pinned_onto_the_picture_is_a_card() -> None:
    kept = room_message(1, "hello")
    assert cards_of(None, Shown(), PictureParts()) == ()
    assert cards_of(Pin(kept, is_on_picture=False), Shown(), PictureParts()) == ()
    wanted = (MessageCard("m1", "hello", "Anna"),)
    assert cards_of(Pin(kept), Shown(), PictureParts()) == wanted


def test_a_card_says_where_it_was_written_and_what_was_paid() -> None:
    message = room_message(1, "two please", platform=Platform.YOUTUBE).message
    message = msgspec.structs.replace(message, amount=Money(500, "USD"))
    card = message_card(message)
    assert (card.platform, card.amount) == (Platform.YOUTUBE, "$ 5.00")


def test_a_poll_shows_how_it_stands() -> None:
    options = (PollOption("Celadon", 3), PollOption("Tenmoku", 1))
    card = poll_card(PollNow(POLL, (3, 1)))
    assert card == PollCard("poll-1", "Which?", options, True, False, 60_000)


def test_what_is_hidden_is_not_even_told_to_the_engine() -> None:
    hidden = msgspec.structs.replace(POLL, is_hidden=True)
    card = poll_card(PollNow(hidden, (3, 1)))
    assert not card.has_counts
    assert sum(option.votes for option in card.options) == 0
    assert poll_card(PollNow(hidden, (3, 1), is_closed=True)).options[0].votes == 3


@pytest.mark.parametrize(
    ("draw", "wanted"),
    [
        (DRAW, DrawCard("draw-1", "A bowl", "bowl", 3, 60_000)),
        (
            msgspec.structs.replace(DRAW, state=DrawState.FROZEN),
            DrawCard("draw-1", "A bowl", "bowl", 3, is_frozen=True),
        ),
        (
            msgspec.structs.replace(DRAW, state=DrawState.DRAWN, winners=WINNERS),
            DrawCard("draw-1", "A bowl", "bowl", 3, is_over=True, winners=("Anna", "小李")),
        ),
        (msgspec.structs.replace(DRAW, state=DrawState.CANCELLED), None),
    ],
)
def test_a_draw_is_shown_until_it_is_called_off(draw: DrawNow, wanted: DrawCard | None) -> None:
    cards = cards_of(None, Shown(draw=draw), PictureParts())
    assert cards == ((wanted,) if wanted else ())


def test_parts_can_be_kept_off_the_picture() -> None:
    shown = Shown(poll=PollNow(POLL, (3, 1)), draw=DRAW)
    pin = Pin(room_message(1))
    kinds = [type(card) for card in cards_of(pin, shown, PictureParts())]
    assert kinds == [MessageCard, PollCard, DrawCard]
    assert len(cards_of(pin, shown, PictureParts(has_polls=False))) == 2
    assert len(cards_of(None, shown, PictureParts(has_polls=False, has_draws=False))) == 0
