import msgspec
import pytest

from studio.core.messages import requests as ask
from studio.core.records.chat import Decision


def test_a_decision_goes_over_the_wire() -> None:
    request = ask.DecideMessage("m-1", Decision.RELEASE, "fine")
    data = msgspec.json.encode(request)
    assert msgspec.json.decode(data, type=ask.AnyRequest) == request


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("SendMessage", {"text": "x" * 501}),
        ("SendMessage", {"text": ""}),
        ("GetMessages", {"most": 1000}),
        ("TimeOutPerson", {"actor": "p", "seconds": -1}),
        ("DecideMessage", {"messageId": "m", "decision": "burn"}),
        ("TryRules", {"text": "x", "secret": 1}),
    ],
)
def test_what_is_too_much_or_unknown_is_refused(kind: str, fields: dict[str, object]) -> None:
    data = msgspec.json.encode({"type": kind, **fields})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=ask.AnyRequest)
