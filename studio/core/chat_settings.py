"""What a moderator sets for the whole room: the rules, and how often one person may write."""

from typing import Annotated

import msgspec

from studio.core.moderation import Rules, first_rules


class ChatSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``slow_mode_s``: seconds between two messages of one person on the page; 0: as they like.

    ``is_page_open``: whether viewers may write on the page.
    """

    rules: Rules = msgspec.field(default_factory=first_rules)
    slow_mode_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 0
    is_page_open: bool = True
