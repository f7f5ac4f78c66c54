"""What a moderator sets for the whole room: the rules, who may write, and how often."""

import enum
from typing import Annotated

import msgspec

from studio.core.moderation import Rules, first_rules


class Writers(enum.Enum):
    """Who may write. The studio itself and the platforms' moderators and VIPs always may.

    RETURNING: who had a message here that everybody saw, at least ``known_for_min`` minutes ago;
    also who follows or subscribes, where a platform says so. The page has no followers, so that
    this is its word for them. SUBSCRIBERS: only those; viewers of the page cannot be any.
    """

    EVERYBODY = "everybody"
    RETURNING = "returning"
    SUBSCRIBERS = "subscribers"


class ChatSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``slow_mode_s``: seconds between two messages of one person on the page; 0: as they like.

    ``is_page_open``: whether viewers may write on the page. ``is_emote_only``: no letters, only
    emotes, emoji and mentions.
    """

    rules: Rules = msgspec.field(default_factory=first_rules)
    slow_mode_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 0
    is_page_open: bool = True
    writers: Writers = Writers.EVERYBODY
    known_for_min: Annotated[int, msgspec.Meta(ge=0, le=43_200)] = 10
    is_emote_only: bool = False
