"""Well-known services to stream to: their public addresses, and what they take at most."""

from dataclasses import dataclass

CUSTOM = ""


@dataclass(frozen=True, slots=True)
class Service:
    """``most_bps`` 0: no limit that is worth a warning. Names are not translated."""

    id: str
    name: str
    url: str
    most_bps: int = 0


# From the services' own pages for people who stream; those with an address of their own for
# each channel (Kick, TikTok, Douyin, Taobao) are typed in as they are given.
SERVICES = (
    Service("youtube", "YouTube", "rtmps://a.rtmps.youtube.com/live2", 51_000_000),
    Service("twitch", "Twitch", "rtmp://live.twitch.tv/app", 6_000_000),
    Service("facebook", "Facebook", "rtmps://live-api-s.facebook.com:443/rtmp", 4_000_000),
    Service("bilibili", "Bilibili", "rtmp://live-push.bilivideo.com/live-bvc"),
    Service("restream", "Restream", "rtmp://live.restream.io/live"),
)


def service_of(url: str) -> Service | None:
    """The service that an address belongs to."""
    return next((one for one in SERVICES if url.startswith(one.url)), None)
