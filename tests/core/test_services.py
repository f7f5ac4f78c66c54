from urllib.parse import urlsplit

import pytest

from studio.core.scene import Canvas
from studio.core.services import SERVICES, Excess, exceeded, service_of
from studio.core.settings import VideoSettings
from studio.core.targets import Target, check_target

_BY_ID = {one.id: one for one in SERVICES}


def test_every_service_s_address_can_be_sent_to_and_is_its_own() -> None:
    assert len(_BY_ID) == len(SERVICES)
    for service in SERVICES:
        assert service.hosts
        if service.url:
            check_target(Target("one", service.name, service.url))
            assert service_of(service.url) is service
            assert (urlsplit(service.url).hostname or "").endswith(service.hosts)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("rtmp://live-fra.twitch.tv/app", "twitch"),
        ("https://customer-abc.cloudflarestream.com/key/webRTC/publish", "cloudflare"),
        ("rtmps://fa72.global-contribute.live-video.net/app", "ivs"),
        ("rtmp://push-rtmp-f5.tiktokcdn.com/game", "tiktok"),
        ("rtmp://nottwitch.tv/app", ""),
        ("rtmp://twitch.tv.evil.example/app", ""),
        ("rtmp://[broken/app", ""),
        ("", ""),
    ],
)
def test_an_address_is_known_by_its_host(url: str, name: str) -> None:
    found = service_of(url)
    assert (found.id if found else "") == name


def test_what_is_too_much_is_named() -> None:
    modest = exceeded(_BY_ID["twitch"], VideoSettings(), Canvas())
    assert modest == ()
    video = VideoSettings(bitrate_bps=8_000_000, key_frame_interval_s=5.0)
    assert exceeded(_BY_ID["twitch"], video, Canvas(1440, 2560, 60)) == (
        Excess("bitrate", 6000, 8000),
        Excess("size", 1920, 2560),
        Excess("key_frame", 2.0, 5.0),
    )
    assert exceeded(_BY_ID["bilibili"], video, Canvas(3840, 2160, 60)) == ()
