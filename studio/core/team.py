"""Who works on a show: the one at the studio itself, and those who help from other machines."""

import enum

import msgspec


class Role(enum.Enum):
    """Who is on the other end of a control socket: a name for a set of rights."""

    OWNER = "owner"
    STREAMER = "streamer"
    MODERATOR = "moderator"
    OVERLAY = "overlay"
    VIEWER = "viewer"


class Who(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody at a window. ``id`` stays the same as long as they are let in; the log names it."""

    id: str
    name: str
    role: Role


OWNER = Who("owner", "", Role.OWNER)  # whoever sits at the studio itself
