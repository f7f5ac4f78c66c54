"""Messages of the room for tests of windows, short to write."""

from studio.core.chat import Author, ChatMessage, ChatRole, Fragment, MessageState, Platform
from studio.core.room import RoomMessage

_WALL_MS = 1_700_000_000_000


def room_message(
    number: int,
    text: str = "hello",
    name: str = "Anna",
    *,
    state: MessageState = MessageState.VISIBLE,
    platform: Platform = Platform.PAGE,
    is_host: bool = False,
    rule: str = "",
) -> RoomMessage:
    """Message ``m<number>``, at that place of the log."""
    roles = frozenset({ChatRole.BROADCASTER}) if is_host else frozenset()
    message = ChatMessage(
        id=f"m{number}",
        platform=platform,
        channel="page",
        platform_id=str(number),
        author=Author(f"p-{name}", name, roles=roles),
        fragments=(Fragment(text),) if text else (),
        sent_wall_ms=_WALL_MS + number,
        received_wall_ms=_WALL_MS + number,
    )
    return RoomMessage(number, message, state, rule)
