import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.settings import Settings
from studio.core.targets import Target, TargetKind, check_target, check_targets, place_of
from tests.support.faults import fault_of


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("rtmp://a.rtmp.example.com/live2", TargetKind.RTMP),
        ("rtmps://live.example.com:443/rtmp/", TargetKind.RTMP),
        ("RTMP://example.com/app", TargetKind.RTMP),
        ("srt://10.0.0.1:9000?streamid=publish/shop&latency=300", TargetKind.SRT),
        ("srt://[::1]:9000", TargetKind.SRT),
        ("https://example.com/whip/endpoint", TargetKind.WHIP),
    ],
)
def test_the_address_says_how_it_is_spoken_to(url: str, kind: TargetKind) -> None:
    target = Target("shop", "Shop", url)
    check_target(target)
    assert target.kind is kind


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "must begin with one of rtmp://"),
        ("example.com/live", "must begin with one of"),
        ("ftp://example.com/", "must begin with one of"),
        ("rtmp:///live", "names no server"),
        ("rtmp://example.com", "needs a path"),
        ("rtmp://example.com/", "needs a path"),
        ("rtmp://exa mple.com/live", "names no server"),
        ("srt://example.com", "needs a port"),
        ("srt://example.com:99999", "cannot be read"),
        ("srt://example.com:9000?passphrase=hidden-words", "the key's own field"),
        ("https://me:word@example.com/whip", "the key's own field"),
        ("https://example.com/whip?token=abc", "the key's own field"),
        ("rtmp://[::1/live", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_the_servers_name(url: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words) as caught:
        check_target(_target(url))
    assert caught.value.where == "Shop"


def _target(url: str) -> Target:
    return Target("shop", "Shop", url)


@given(st.text(max_size=60) | st.text(max_size=40).map("rtmp://".__add__))
def test_any_address_is_taken_or_refused(url: str) -> None:
    assert fault_of(lambda: check_target(_target(url))) in ("", "Shop")


def test_two_with_one_id_are_refused() -> None:
    with pytest.raises(BadInputError, match="same id"):
        check_targets((_target("rtmp://a/b"), _target("rtmp://c/d")))


def test_nine_are_too_many() -> None:
    many = [{"id": f"t{number}", "name": "x", "url": "rtmp://a/b"} for number in range(9)]
    data = msgspec.json.encode({"targets": many})
    with pytest.raises(msgspec.ValidationError, match="targets"):
        msgspec.json.decode(data, type=Settings)


def test_what_may_stand_in_a_log_has_no_path() -> None:
    assert place_of("rtmp://me:word@example.com:1935/live/key?x=y") == "rtmp://example.com:1935"
