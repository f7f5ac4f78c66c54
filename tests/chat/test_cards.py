import msgspec

from studio.chat.cards import cards_of, message_card
from studio.core.chat import Money, Platform
from studio.core.overlay import MessageCard
from studio.core.pins import Pin
from tests.support.room_messages import room_message


def test_only_what_is_pinned_onto_the_picture_is_a_card() -> None:
    kept = room_message(1, "hello")
    assert cards_of(None) == ()
    assert cards_of(Pin(kept, is_on_picture=False)) == ()
    assert cards_of(Pin(kept)) == (MessageCard("m1", "hello", "Anna"),)


def test_a_card_says_where_it_was_written_and_what_was_paid() -> None:
    message = room_message(1, "two please", platform=Platform.YOUTUBE).message
    message = msgspec.structs.replace(message, amount=Money(500, "USD"))
    card = message_card(message)
    assert (card.platform, card.amount) == (Platform.YOUTUBE, "$ 5.00")
