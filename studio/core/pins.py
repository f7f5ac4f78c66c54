"""The message that is pinned: on the picture, on the page, or on both."""

import msgspec

from studio.core.room import RoomMessage


class Pin(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """``by``: who pinned it. ``until_wall_ms`` 0: until somebody takes it down."""

    message: RoomMessage
    by: str = ""
    is_on_picture: bool = True
    is_on_page: bool = True
    until_wall_ms: int = 0


class PictureParts(msgspec.Struct, frozen=True, omit_defaults=True, rename="camel"):
    """What else is shown on the picture by itself while it runs."""

    has_polls: bool = True
    has_draws: bool = True
