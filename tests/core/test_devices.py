import msgspec

from studio.core.devices import INVITED_AS, Device
from studio.core.team import Role


def test_a_device_goes_over_the_wire() -> None:
    device = Device("helper-a", "Mo", Role.MODERATOR, 5, 7, is_connected=True)
    data = msgspec.json.encode(device)
    assert b'"lastSeenWallMs":7' in data
    assert msgspec.json.decode(data, type=Device) == device


def test_nobody_is_invited_to_run_the_show() -> None:
    assert set(INVITED_AS) == {Role.MODERATOR, Role.OVERLAY}
