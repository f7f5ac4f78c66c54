"""The word and shape with which an important message is set apart."""

from studio.core.money import in_words
from studio.core.room import RoomMessage
from studio.ui.chat.delegate import Tag
from studio.ui.chat.importance import Importance, Importances
from studio.ui.words import tr


def tag_of(kept: RoomMessage, importances: Importances) -> Tag | None:
    """None for a message like any other."""
    match importances.of(kept):
        case Importance.PINNED:
            return Tag(tr("chat_tag_pinned"), "accent", is_framed=True)
        case Importance.PAID:
            amount = kept.message.amount
            said = in_words(amount) if amount is not None else ""
            return Tag(tr("chat_tag_paid", amount=said), "good", is_framed=True)
        case Importance.MENTION:
            return Tag(tr("chat_tag_mention"), "accent")
        case Importance.QUESTION:
            return Tag(tr("chat_tag_question"), "accent")
        case None:
            return None
