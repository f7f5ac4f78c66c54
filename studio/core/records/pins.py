"""What was pinned onto the picture or the page, and taken down again."""

import enum
from typing import ClassVar

from studio.core.records.payload import Payload


class Unpinning(enum.Enum):
    """Why a message is pinned no more."""

    BY_HAND = "by_hand"
    TIME_OVER = "time_over"
    NOT_VISIBLE = "not_visible"
    ERASED = "erased"


class MessagePinned(Payload, frozen=True, tag="message_pinned"):
    """A message stands on the picture or the page from now on, instead of the one before."""

    is_audited: ClassVar[bool] = True

    message_id: str
    is_on_picture: bool = False
    is_on_page: bool = False
    until_wall_ms: int = 0


class MessageUnpinned(Payload, frozen=True, tag="message_unpinned"):
    """It was taken down; the record's actor did it, or nobody when it went by itself."""

    is_audited: ClassVar[bool] = True

    message_id: str
    reason: Unpinning = Unpinning.BY_HAND


class PicturePartsChanged(Payload, frozen=True, tag="picture_parts_changed"):
    """Polls and draws are shown on the picture from now on, or not."""

    is_audited: ClassVar[bool] = True

    has_polls: bool = True
    has_draws: bool = True
