"""What the hub has to show, as cards for the picture."""

from studio.core.chat import ChatMessage
from studio.core.engage import DrawNow, DrawState, PollNow, Shown
from studio.core.money import in_words
from studio.core.overlay import (
    MOST_CARDS,
    MOST_WINNERS,
    AnyCard,
    DrawCard,
    MessageCard,
    PollCard,
    PollOption,
)
from studio.core.pins import PictureParts, Pin


def cards_of(pin: Pin | None, shown: Shown, parts: PictureParts) -> tuple[AnyCard, ...]:
    """The pinned message first, then the poll, then the draw."""
    cards: list[AnyCard] = []
    if pin is not None and pin.is_on_picture:
        cards.append(message_card(pin.message.message))
    if shown.poll is not None and parts.has_polls:
        cards.append(poll_card(shown.poll))
    if shown.draw is not None and parts.has_draws and shown.draw.state is not DrawState.CANCELLED:
        cards.append(draw_card(shown.draw))
    return tuple(cards[:MOST_CARDS])


def message_card(message: ChatMessage) -> MessageCard:
    """A message as it stands on the picture; its id is the message's."""
    amount = in_words(message.amount) if message.amount is not None else ""
    return MessageCard(message.id, message.text, message.author.name, message.platform, amount)


def poll_card(now: PollNow) -> PollCard:
    """How it stands; of one whose counts are hidden nothing is told until it is closed."""
    poll = now.poll
    has_counts = now.is_closed or not poll.is_hidden
    options = tuple(
        PollOption(text, count if has_counts else 0)
        for text, count in zip(poll.options, now.counts, strict=True)
    )
    return PollCard(poll.id, poll.question, options, has_counts, now.is_closed, poll.closes_wall_ms)


def draw_card(draw: DrawNow) -> DrawCard:
    """How to take part, then who won."""
    return DrawCard(
        id=draw.id,
        prize=draw.rules.prize,
        keyword=draw.rules.keyword,
        entries=draw.entries,
        ends_wall_ms=draw.closes_wall_ms if draw.state is DrawState.OPEN else 0,
        is_frozen=draw.state is DrawState.FROZEN,
        is_over=draw.state is DrawState.DRAWN,
        winners=tuple(winner.name for winner in draw.winners[:MOST_WINNERS]),
    )
