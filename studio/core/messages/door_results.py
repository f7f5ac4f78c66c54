"""What the requests about helpers from other machines are answered with."""

from studio.core.devices import Device
from studio.core.messages.result_base import Result
from studio.core.team import Role


class Invitation(Result, frozen=True):
    """An invitation that is open now. Only who may invite is ever told its code.

    ``host`` and ``port``: where the hub is reached. ``fingerprint``: SHA-256 of its certificate,
    pairs of digits with colons. ``link``: all of it in one line, for a QR code or a message.
    """

    code: str
    host: str
    port: int
    fingerprint: str
    until_wall_ms: int
    link: str
    role: Role = Role.MODERATOR
    name: str = ""


class TeamDevices(Result, frozen=True):
    """Every device that was paired, the open invitation, and where the hub is reached.

    ``port`` 0: nobody is let in from outside now. ``note``: why it is not as was wanted.
    """

    devices: tuple[Device, ...] = ()
    invitation: Invitation | None = None
    note: str = ""
    host: str = ""
    port: int = 0
    fingerprint: str = ""
