"""What a stranger's browser is told of the room: no more of a message than everybody may see."""

from typing import Any

from studio.core.chat import ChatRole, MessageState
from studio.core.room import MessageChange, RoomMessage

_WHO_CHARACTERS = 12


def who_of(actor: str) -> str:
    """By which a page tells persons apart; not enough to find them elsewhere."""
    return actor[:_WHO_CHARACTERS]


def seen_message(kept: RoomMessage) -> dict[str, Any]:
    """A message as the page shows it. ``n`` grows with its place in the room."""
    message = kept.message
    roles = message.author.roles
    return {
        "id": message.id,
        "n": kept.event_id,
        "who": who_of(message.author.actor),
        "name": message.author.name,
        "isHost": ChatRole.BROADCASTER in roles,
        "isModerator": ChatRole.MODERATOR in roles,
        "platform": message.platform.value,
        "parts": [[part.kind.value, part.text] for part in message.fragments],
        "replyTo": message.reply_to,
        "isWaiting": kept.state is MessageState.HELD,
    }


def seen_change(change: MessageChange) -> dict[str, Any]:
    """Gone, or there again with its words."""
    is_there = change.state is MessageState.VISIBLE and change.message is not None
    shown = seen_message(change.message) if is_there and change.message is not None else None
    return {"id": change.message_id, "message": shown}
