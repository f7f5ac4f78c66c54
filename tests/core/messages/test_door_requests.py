import msgspec
import pytest

from studio.core.messages import requests as ask
from studio.core.team import Role


@pytest.mark.parametrize(
    "request_", [ask.Invite(Role.OVERLAY, "Screen"), ask.RenameDevice("helper-a", "Mo")]
)
def test_it_goes_over_the_wire(request_: ask.Request) -> None:
    data = msgspec.json.encode(request_)
    assert msgspec.json.decode(data, type=ask.AnyRequest) == request_


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("Invite", {"role": "king"}),
        ("Invite", {"name": "x" * 61}),
        ("RenameDevice", {"deviceId": "helper-a", "name": ""}),
        ("RevokeDevice", {"deviceId": ""}),
        ("RevokeDevice", {"deviceId": "d", "everyone": True}),
    ],
)
def test_what_is_too_much_or_unknown_is_refused(kind: str, fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({"type": kind, **fields}), type=ask.AnyRequest)
