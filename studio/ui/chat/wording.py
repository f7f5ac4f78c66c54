"""A message in words for the window: who, what, where, when; plain text and never markup."""

from datetime import datetime

from studio.core.chat import ChatRole, MessageState, Platform
from studio.core.room import RoomMessage
from studio.ui.words import tr

# First strong isolate and its end (UAX #9): a name cannot turn the words beside it around.
_ISOLATE, _END = "\u2068", "\u2069"
_PLATFORMS = {
    Platform.TWITCH: "Twitch",
    Platform.YOUTUBE: "YouTube",
    Platform.IRC: "IRC",
    Platform.BILIBILI: "Bilibili",
}


def is_host(kept: RoomMessage) -> bool:
    """Whether the studio itself said it."""
    return ChatRole.BROADCASTER in kept.message.author.roles


def name_of(kept: RoomMessage) -> str:
    """Who wrote; somebody who was erased has no name."""
    name = kept.message.author.name
    return name or tr("chat_host" if is_host(kept) else "chat_nobody")


def parts_of(kept: RoomMessage) -> tuple[str, str, str]:
    """Name, words, and a note behind them; as they are painted after each other."""
    text = kept.message.text or tr("chat_erased")
    return f"{_ISOLATE}{name_of(kept)}{_END}", f"{_ISOLATE}{text}{_END}", note_of(kept)


# The rules that a room begins with, by the names they are delivered with.
_RULES = {
    "Blocked words": "rule_name_words",
    "Links": "rule_name_links",
    "Contact bait": "rule_name_contacts",
    "Repetition": "rule_name_repetition",
    "Flood": "rule_name_flood",
    "Too many emotes": "rule_name_emotes",
    "Shouting": "rule_name_caps",
    "First message": "rule_name_newcomers",
}


def rule_words(name: str) -> str:
    """A rule's name; those that nobody named are said in the person's language."""
    return tr(_RULES[name]) if name in _RULES else name


def note_of(kept: RoomMessage) -> str:
    """What became of it, and where it came from if that is not the page."""
    notes = [_PLATFORMS[kept.message.platform]] if kept.message.platform in _PLATFORMS else []
    if kept.state is MessageState.DELETED:
        notes.append(tr("chat_deleted"))
    elif kept.state is MessageState.HELD:
        notes.append(rule_words(kept.rule))
    return " · ".join(notes)


def line_of(kept: RoomMessage) -> str:
    """All of it in one line, as it is copied and as a screen reader says it."""
    note = note_of(kept)
    line = f"{name_of(kept)}: {kept.message.text}"
    return f"{line} ({note})" if note else line


def tip_of(kept: RoomMessage) -> str:
    """When."""
    return datetime.fromtimestamp(kept.message.received_wall_ms / 1000).strftime("%H:%M:%S")
