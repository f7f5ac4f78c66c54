"""What Twitch's IRC tags say of a message: its author's roles, emotes, bits, what it answers."""

import re

from studio.chat.connectors.irc_line import IrcLine
from studio.core.chat import ChatRole, Fragment, FragmentKind, Money
from studio.core.connectors import MessageHeard

_BADGES = {
    "broadcaster": ChatRole.BROADCASTER,
    "moderator": ChatRole.MODERATOR,
    "lead_moderator": ChatRole.MODERATOR,
    "vip": ChatRole.VIP,
    "subscriber": ChatRole.SUBSCRIBER,
    "founder": ChatRole.SUBSCRIBER,
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_ACTION = "\x01ACTION "


def message_of(line: IrcLine, now_wall_ms: int, number: int) -> MessageHeard:
    """A PRIVMSG as a message; a server without tags gives less, and an id of our own."""
    tags = line.tags
    text = line.text
    if text.startswith(_ACTION):
        text = text.removeprefix(_ACTION).rstrip("\x01")
    return MessageHeard(
        platform_id=tags.get("id") or tags.get("msgid") or f"{now_wall_ms}-{number}",
        user_id=tags.get("user-id") or line.nick,
        name=tags.get("display-name") or line.nick,
        fragments=_fragments(text, tags.get("emotes", "")),
        sent_wall_ms=_number(tags.get("tmi-sent-ts", "")) or now_wall_ms,
        colour=_colour(tags.get("color", "")),
        roles=roles_of(tags),
        reply_to=tags.get("reply-parent-msg-id", ""),
        amount=_bits(tags.get("bits", "")),
    )


def roles_of(tags: dict[str, str]) -> frozenset[ChatRole]:
    """By badges, and by the first-msg mark."""
    names = {badge.partition("/")[0] for badge in tags.get("badges", "").split(",")}
    roles = {_BADGES[name] for name in names & _BADGES.keys()}
    if tags.get("first-msg") == "1":
        roles.add(ChatRole.FIRST_TIME)
    return frozenset(roles)


def _fragments(text: str, emotes: str) -> tuple[Fragment, ...]:
    """Cut at emotes: ``25:0-4,12-16/1902:6-10``, places in code points, ends included."""
    places: list[tuple[int, int, str]] = []
    for part in filter(None, emotes.split("/")):
        emote_id, _, ranges = part.partition(":")
        for place in ranges.split(","):
            first, _, last = place.partition("-")
            begin, end = _number(first, -1), _number(last, -1) + 1
            if 0 <= begin < end <= len(text):
                places.append((begin, end, emote_id))
    found: list[Fragment] = []
    at = 0
    for begin, end, emote_id in sorted(places):
        if begin < at:
            continue  # overlapping: the first one holds
        if begin > at:
            found.append(Fragment(text[at:begin]))
        found.append(Fragment(text[begin:end], FragmentKind.EMOTE, emote_id))
        at = end
    if at < len(text):
        found.append(Fragment(text[at:]))
    return tuple(found)


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else otherwise


def _colour(text: str) -> str:
    return text if _COLOUR.fullmatch(text) else ""


def _bits(text: str) -> Money | None:
    """A bit is a US cent."""
    bits = _number(text)
    return Money(bits, "USD") if bits else None
