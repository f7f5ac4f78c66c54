import msgspec

from studio.core.shield import MOST_MINUTES, Minutes, ShieldProfile, ShieldState


def test_a_shield_is_written_as_plain_data() -> None:
    state = ShieldState(ShieldProfile.ALL_HELD, 1, 2, "device-1")
    data = msgspec.json.encode(state)
    assert data == b'{"profile":"all_held","raisedWallMs":1,"untilWallMs":2,"by":"device-1"}'
    assert msgspec.json.decode(data, type=ShieldState) == state


def test_it_is_up_for_four_hours_at_most() -> None:
    assert msgspec.convert(MOST_MINUTES, Minutes) == 240
