import msgspec
import pytest

from studio.core.messages import requests as ask


def test_a_secret_goes_to_the_hub_by_its_name() -> None:
    request = ask.SetPlatformSecret("yt", "client_secret", "word")
    assert msgspec.json.decode(msgspec.json.encode(request), type=ask.AnyRequest) == request


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("SetPlatformSecret", {"platformId": "yt", "name": "../key", "secret": "x"}),
        ("SetPlatformSecret", {"platformId": "yt", "name": "key", "secret": "x" * 5000}),
        ("StartPlatformLogin", {"platformId": "No Id"}),
        ("RetryPlatform", {}),
        ("SetStorePassword", {"secret": "x", "url": "postgresql://a/b"}),
    ],
)
def test_what_is_too_much_or_unknown_is_refused(kind: str, fields: dict[str, object]) -> None:
    data = msgspec.json.encode({"type": kind, **fields})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=ask.AnyRequest)
