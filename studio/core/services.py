"""Well-known services to stream to: their addresses, what they take at most, and their rules."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from studio.core.scene import Canvas
from studio.core.settings import VideoSettings

CUSTOM = ""


@dataclass(frozen=True, slots=True)
class Service:
    """0: no limit that is worth a warning. Names are not translated.

    ``url`` empty: each channel has an address of its own, given with the key; ``hosts`` know it
    again. ``most_side_px`` is for the longer side. ``has_rule``: what the service asks of those
    who stream elsewhere too is said by the word ``server_rule_ID``.
    """

    id: str
    name: str
    url: str = ""
    hosts: tuple[str, ...] = ()
    most_bps: int = 0
    most_side_px: int = 0
    most_rate_hz: int = 0
    most_key_frame_s: float = 0.0
    has_rule: bool = False


# From the services' own pages for people who stream. All of them take H.264, with AAC over RTMP
# and Opus over WHIP, which is what is sent.
SERVICES = (
    Service(
        *("youtube", "YouTube", "rtmps://a.rtmps.youtube.com/live2", ("youtube.com",)),
        *(51_000_000, 3840, 60, 4.0),
    ),
    Service(
        *("twitch", "Twitch", "rtmp://live.twitch.tv/app", ("twitch.tv",)),
        *(6_000_000, 1920, 60, 2.0),
        has_rule=True,
    ),
    Service(
        *("facebook", "Facebook", "rtmps://live-api-s.facebook.com:443/rtmp", ("facebook.com",)),
        *(9_000_000, 1920, 60, 4.0),
    ),
    Service("kick", "Kick", hosts=("kick.com",), most_bps=8_000_000, most_side_px=1920),
    Service(
        *("tiktok", "TikTok", "", ("tiktok.com", "tiktokcdn.com", "tiktokv.com")),
        *(6_000_000, 1920, 60, 4.0),
        has_rule=True,
    ),
    Service("douyin", "抖音 Douyin", hosts=("douyin.com", "douyincdn.com"), most_bps=8_000_000),
    Service(
        *("kuaishou", "快手 Kuaishou", "rtmp://open-push.voip.yximgs.com/gifshow"),
        hosts=("yximgs.com", "kuaishou.com"),
    ),
    Service("taobao", "淘宝直播 Taobao Live", hosts=("taobao.com", "alicdn.com")),
    Service(
        *("bilibili", "哔哩哔哩 Bilibili", "rtmp://live-push.bilivideo.com/live-bvc"),
        hosts=("bilivideo.com", "bilibili.com"),
    ),
    Service(
        *("cloudflare", "Cloudflare Stream (WHIP)", "", ("cloudflarestream.com",)),
        *(12_000_000, 1920, 60, 8.0),
    ),
    Service(
        *("ivs", "Amazon IVS (WHIP)", "https://global.whip.live-video.net", ("live-video.net",)),
        *(8_500_000, 1920, 60, 4.0),
    ),
    Service("restream", "Restream", "rtmp://live.restream.io/live", ("restream.io",)),
)


@dataclass(frozen=True, slots=True)
class Excess:
    """``kind`` bitrate (kb/s), size (px), rate (pictures a second) or key_frame (s)."""

    kind: str
    most: float
    now: float


def service_of(url: str) -> Service | None:
    """The service that an address belongs to."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    for one in SERVICES:
        if any(host == name or host.endswith(f".{name}") for name in one.hosts):
            return one
    return None


def exceeded(service: Service, video: VideoSettings, canvas: Canvas) -> tuple[Excess, ...]:
    """What of the present settings the service does not take."""
    side_px = max(canvas.width_px, canvas.height_px)
    found = (
        Excess("bitrate", service.most_bps // 1000, video.bitrate_bps // 1000),
        Excess("size", service.most_side_px, side_px),
        Excess("rate", service.most_rate_hz, canvas.rate_hz),
        Excess("key_frame", service.most_key_frame_s, video.key_frame_interval_s),
    )
    return tuple(one for one in found if one.most and one.now > one.most)
