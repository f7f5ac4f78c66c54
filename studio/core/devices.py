"""Devices from which others help with a show: who they are, and what they may do."""

import msgspec

from studio.core.team import Role

MOST_DEVICES = 16
MOST_NAME = 60
# What somebody can be invited as. Whoever composes a show names files of this computer, so
# that a stranger's device never gets more than to help in the chat, or only to look.
INVITED_AS = (Role.MODERATOR, Role.OVERLAY)


class Device(msgspec.Struct, frozen=True, rename="camel"):
    """A device that was paired once. ``id`` is also how the log names whoever sits at it.

    ``last_seen_wall_ms`` 0: it never came. ``is_revoked``: it is let in no more, and is kept
    so that earlier acts still have a name.
    """

    id: str
    name: str
    role: Role
    paired_wall_ms: int
    last_seen_wall_ms: int = 0
    is_connected: bool = False
    is_revoked: bool = False
