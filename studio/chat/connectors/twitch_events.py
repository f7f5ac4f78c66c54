"""What EventSub's notifications say of a chat, checked and in our words."""

import datetime
import re
from typing import Any

import msgspec

from studio.core.chat import ChatRole, Fragment, FragmentKind, Money
from studio.core.connectors import (
    AnyHeard,
    MessageGone,
    MessageHeard,
    NoticeHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import BadInputError

MESSAGE = "channel.chat.message"
KINDS = (
    MESSAGE,
    "channel.chat.notification",
    "channel.chat.message_delete",
    "channel.chat.clear",
    "channel.chat.clear_user_messages",
)
UNKNOWN_LENGTH = -1
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ROLES = {
    "broadcaster": ChatRole.BROADCASTER,
    "moderator": ChatRole.MODERATOR,
    "lead_moderator": ChatRole.MODERATOR,
    "vip": ChatRole.VIP,
    "subscriber": ChatRole.SUBSCRIBER,
    "founder": ChatRole.SUBSCRIBER,
}


class _Ref(msgspec.Struct, frozen=True):
    id: str = ""
    user_id: str = ""


class _Part(msgspec.Struct, frozen=True):
    text: str
    type: str = "text"
    emote: _Ref | None = None
    mention: _Ref | None = None


class _Text(msgspec.Struct, frozen=True):
    text: str
    fragments: tuple[_Part, ...] = ()


class _Badge(msgspec.Struct, frozen=True):
    set_id: str


class _Cheer(msgspec.Struct, frozen=True):
    bits: int


class _Reply(msgspec.Struct, frozen=True):
    parent_message_id: str


class _Said(msgspec.Struct, frozen=True):
    message_id: str
    message: _Text
    chatter_user_id: str
    chatter_user_name: str
    chatter_user_login: str = ""
    badges: tuple[_Badge, ...] = ()
    color: str = ""
    cheer: _Cheer | None = None
    reply: _Reply | None = None
    system_message: str = ""
    notice_type: str = ""


class _Gone(msgspec.Struct, frozen=True):
    message_id: str


class _Cleared(msgspec.Struct, frozen=True):
    target_user_id: str


def heard_of(kind: str, event: Any, at_wall_ms: int) -> list[AnyHeard]:
    """Of one notification. BadInputError when it does not say what it must."""
    try:
        if kind == MESSAGE:
            return [_message(msgspec.convert(event, _Said), at_wall_ms)]
        if kind == "channel.chat.notification":
            return _notice(msgspec.convert(event, _Said), at_wall_ms)
        if kind == "channel.chat.message_delete":
            return [MessageGone(msgspec.convert(event, _Gone).message_id)]
        if kind == "channel.chat.clear_user_messages":
            cleared = msgspec.convert(event, _Cleared)
            return [PersonCleared(cleared.target_user_id, UNKNOWN_LENGTH)]
        return [RoomCleared()] if kind == "channel.chat.clear" else []
    except msgspec.ValidationError as error:
        raise BadInputError(f"Twitch sent what cannot be read: {error}", kind) from error


def wall_ms_of(timestamp: object, otherwise_ms: int) -> int:
    """RFC 3339 with as many digits of a second as they like."""
    if not isinstance(timestamp, str):
        return otherwise_ms
    cut = re.sub(r"(\.\d{1,6})\d*", r"\1", timestamp[:64])
    try:
        at = datetime.datetime.fromisoformat(cut)
        return int(at.timestamp() * 1000) if at.tzinfo else otherwise_ms
    except (ValueError, OverflowError):
        return otherwise_ms


def _message(said: _Said, at_wall_ms: int) -> MessageHeard:
    parts = said.message.fragments or (_Part(said.message.text),)
    roles = {_ROLES[badge.set_id] for badge in said.badges if badge.set_id in _ROLES}
    return MessageHeard(
        platform_id=said.message_id,
        user_id=said.chatter_user_id,
        name=said.chatter_user_name or said.chatter_user_login,
        fragments=tuple(_fragment(part) for part in parts if part.text),
        sent_wall_ms=at_wall_ms,
        colour=said.color if _COLOUR.fullmatch(said.color) else "",
        roles=frozenset(roles),
        reply_to=said.reply.parent_message_id if said.reply else "",
        amount=Money(said.cheer.bits, "USD") if said.cheer and said.cheer.bits > 0 else None,
    )


def _notice(said: _Said, at_wall_ms: int) -> list[AnyHeard]:
    """A subscription, a raid, an announcement; what somebody wrote with it is a message too."""
    words = _message(said, at_wall_ms)
    found: list[AnyHeard] = []
    if said.system_message:
        person = (said.chatter_user_id, words.name)
        found.append(NoticeHeard(said.system_message, said.notice_type, *person))
    if words.fragments:
        found.append(words)
    return found


def _fragment(part: _Part) -> Fragment:
    if part.type == "emote" and part.emote is not None:
        return Fragment(part.text, FragmentKind.EMOTE, part.emote.id)
    if part.type == "mention" and part.mention is not None:
        return Fragment(part.text, FragmentKind.MENTION, part.mention.user_id)
    return Fragment(part.text)
