"""Who was invited to help from another machine, came in, was renamed, or was put out."""

from typing import ClassVar

from studio.core.records.payload import Payload
from studio.core.team import Role


class HelperInvited(Payload, frozen=True, tag="helper_invited"):
    """An invitation was opened; its code is written nowhere."""

    is_audited: ClassVar[bool] = True

    role: Role


class InvitationEnded(Payload, frozen=True, tag="invitation_ended"):
    """It was taken back, or too many wrong codes ended it."""

    is_audited: ClassVar[bool] = True


class DevicePaired(Payload, frozen=True, tag="device_paired"):
    """A device came in by the invitation of the record's actor."""

    is_audited: ClassVar[bool] = True

    device_id: str
    name: str
    role: Role


class DeviceRenamed(Payload, frozen=True, tag="device_renamed"):
    """A device is called so from now on."""

    is_audited: ClassVar[bool] = True

    device_id: str
    name: str


class DeviceRevoked(Payload, frozen=True, tag="device_revoked"):
    """A device is let in no more."""

    is_audited: ClassVar[bool] = True

    device_id: str


AnyAtDoor = HelperInvited | InvitationEnded | DevicePaired | DeviceRenamed | DeviceRevoked
