"""Requests about who may help from another machine. All are answered by the hub."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.devices import MOST_NAME
from studio.core.messages.request_base import Request, Right
from studio.core.team import Role

DeviceId = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Invite(Request, frozen=True):
    """Open an invitation; an earlier one ends with it. Answered by `Invitation`.

    ``name``: what the device is called when it does not say; a moderator or an overlay only.
    """

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False
    role: Role = Role.MODERATOR
    name: Annotated[str, msgspec.Meta(max_length=MOST_NAME)] = ""


class CancelInvitation(Request, frozen=True):
    """The code that was told is good for nothing any more."""

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False


class GetTeamDevices(Request, frozen=True):
    """Paired devices and the open invitation; answered by `TeamDevices`."""

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False


class RevokeDevice(Request, frozen=True):
    """Let this device in no more; its windows are closed at once."""

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False
    device_id: DeviceId


class RenameDevice(Request, frozen=True):
    """Call this device something else."""

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False
    device_id: DeviceId
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=MOST_NAME)]


AnyDoorRequest = Invite | CancelInvitation | GetTeamDevices | RevokeDevice | RenameDevice
