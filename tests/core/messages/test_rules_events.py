import msgspec
import pytest

from studio.core.messages.events import TOPIC_OF, AnyEvent, ShieldChanged, Topic
from studio.core.shield import ShieldProfile, ShieldState


@pytest.mark.parametrize("shield", [None, ShieldState(ShieldProfile.STRICT, 1, 2, "device-1")])
def test_a_shield_goes_over_the_wire_to_readers_of_the_chat(shield: ShieldState | None) -> None:
    event = ShieldChanged(shield)
    assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
    assert TOPIC_OF[ShieldChanged] is Topic.CHAT
