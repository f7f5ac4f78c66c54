import msgspec
import pytest

from studio.core.engage import DrawRules
from studio.core.messages import requests as ask


def test_a_draw_goes_over_the_wire() -> None:
    request = ask.OpenDraw(DrawRules(prize="一只碗", winners=2), 60)
    assert msgspec.json.decode(msgspec.json.encode(request), type=ask.AnyRequest) == request


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("OpenPoll", {"question": "Which?", "options": ["A"]}),
        ("OpenPoll", {"question": "Which?", "options": list("ABCDEFG")}),
        ("OpenPoll", {"question": "", "options": ["A", "B"]}),
        ("OpenPoll", {"question": "Which?", "options": ["A", ""]}),
        ("OpenPoll", {"question": "Which?", "options": ["A", "B"], "seconds": -1}),
        ("OpenDraw", {"rules": {"winners": 0}}),
        ("OpenDraw", {"rules": {"prize": "x" * 141}}),
        ("MoveQuestion", {"messageId": "m", "place": -1}),
        ("DecideQuestion", {"messageId": "m", "state": "burnt"}),
    ],
)
def test_what_is_too_much_or_unknown_is_refused(kind: str, fields: dict[str, object]) -> None:
    data = msgspec.json.encode({"type": kind, **fields})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=ask.AnyRequest)
