"""Events about who may help from another machine."""

from studio.core.devices import Device
from studio.core.messages.event_base import Event


class DevicesChanged(Event, frozen=True):
    """Paired devices are now these, or the invitation was opened, used or ended.

    Told to who may invite; the code itself is only told by `GetTeamDevices`.
    """

    devices: tuple[Device, ...] = ()
