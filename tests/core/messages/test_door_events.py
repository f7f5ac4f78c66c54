import msgspec

from studio.core.devices import Device
from studio.core.messages.events import TOPIC_OF, AnyEvent, DevicesChanged, Topic
from studio.core.team import Role


def test_devices_go_over_the_wire_without_any_code() -> None:
    event = DevicesChanged((Device("helper-a", "Mo", Role.MODERATOR, 5),))
    data = msgspec.json.encode(event)
    assert msgspec.json.decode(data, type=AnyEvent) == event
    assert TOPIC_OF[DevicesChanged] is Topic.SHOW
    assert b"code" not in data
