"""What the hub has to show, as cards for the picture."""

from studio.core.chat import ChatMessage
from studio.core.money import in_words
from studio.core.overlay import AnyCard, MessageCard
from studio.core.pins import Pin


def cards_of(pin: Pin | None) -> tuple[AnyCard, ...]:
    """The pinned message, if it is to be on the picture."""
    if pin is None or not pin.is_on_picture:
        return ()
    return (message_card(pin.message.message),)


def message_card(message: ChatMessage) -> MessageCard:
    """A message as it stands on the picture; its id is the message's."""
    amount = in_words(message.amount) if message.amount is not None else ""
    return MessageCard(message.id, message.text, message.author.name, message.platform, amount)
