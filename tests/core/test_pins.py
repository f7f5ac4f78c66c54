import msgspec

from studio.core.pins import PictureParts, Pin
from tests.support.room_messages import room_message


def test_a_pin_and_what_else_is_shown_go_over_the_wire() -> None:
    for kept in (Pin(room_message(1), "owner", is_on_page=False), PictureParts(has_draws=False)):
        data = msgspec.json.encode(kept)
        assert msgspec.json.decode(data, type=type(kept)) == kept
