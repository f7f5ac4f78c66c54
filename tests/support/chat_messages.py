"""Chat messages for tests, short to write."""

from studio.chat.rules.seen_message import Before, SeenMessage
from studio.core.chat import Author, ChatMessage, ChatRole, Fragment, FragmentKind, Platform


def message(
    text: str,
    *,
    actor: str = "p-anna",
    roles: frozenset[ChatRole] = frozenset(),
    at_ms: int = 100_000,
    emotes: int = 0,
) -> ChatMessage:
    """A message of somebody, with that many emotes behind its words."""
    fragments = [Fragment(text)] if text else []
    fragments += [Fragment("Kappa", FragmentKind.EMOTE, "25")] * emotes
    return ChatMessage(
        id=f"m-{at_ms}",
        platform=Platform.PAGE,
        channel="clay",
        platform_id=str(at_ms),
        author=Author(actor, "Anna", roles=roles),
        fragments=tuple(fragments),
        sent_wall_ms=at_ms,
        received_wall_ms=at_ms,
    )


def seen_message(text: str, before: Before | None = None, emotes: int = 0) -> SeenMessage:
    """As rules are given it."""
    return SeenMessage(message(text, emotes=emotes), before or Before())
