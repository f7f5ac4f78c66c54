import msgspec
import pytest

from studio.core.messages import requests as ask
from studio.core.teamwork import Mark


def test_a_mark_goes_over_the_wire_by_its_word() -> None:
    request = ask.MarkPerson("p-anna", Mark.WATCH)
    data = msgspec.json.encode(request)
    assert b'"watch"' in data
    assert msgspec.json.decode(data, type=ask.AnyRequest) == request


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("ClaimMessage", {"messageId": ""}),
        ("HandOver", {"messageId": "m1"}),
        ("HandOver", {"messageId": "m1", "to": ""}),
        ("LookAt", {"lane": "x" * 33}),
        ("WhisperTeam", {"text": ""}),
        ("WhisperTeam", {"text": "x" * 501}),
        ("NotePerson", {"actor": "p", "note": "x" * 1001}),
        ("MarkPerson", {"actor": "p", "mark": "enemy"}),
        ("GetAudit", {"most": 201}),
        ("GetAudit", {"before": -1}),
        ("UndoAct", {"actId": "a" * 65}),
    ],
)
def test_what_is_too_much_or_unknown_is_refused(kind: str, fields: dict[str, object]) -> None:
    data = msgspec.json.encode({"type": kind, **fields})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=ask.AnyRequest)
