"""The studio's settings: what a person chose, checked on reading."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Annotated

import msgspec

from studio.core.overlay import CardLook, CardSize, Place
from studio.core.platforms import Platforms
from studio.core.targets import Targets

# By the names that FFmpeg knows them under, best first.
ENCODERS = MappingProxyType(
    {
        "h264_nvenc": "NVIDIA NVENC",
        "h264_qsv": "Intel Quick Sync",
        "h264_amf": "AMD AMF",
        "h264_videotoolbox": "Apple VideoToolbox",
        "h264_mf": "Windows Media Foundation",
        "h264_v4l2m2m": "V4L2 memory to memory",
        "libx264": "x264",
    }
)
# Slowest and best first. Slower than "medium" gains little at streaming rates.
PRESETS = ("slow", "medium", "fast", "faster", "veryfast", "superfast", "ultrafast")

Bitrate = Annotated[int, msgspec.Meta(ge=100_000, le=50_000_000)]


def _one_of(names: Iterable[str]) -> str:
    """A pattern for one of the names, or nothing."""
    return rf"^(|{'|'.join(names)})\Z"


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every section of the settings file."""


class VideoSettings(_Section, frozen=True):
    """How the programme is encoded. ``encoder`` empty: the best that works; so ``preset``."""

    bitrate_bps: Bitrate = 2_500_000
    encoder: Annotated[str, msgspec.Meta(pattern=_one_of(ENCODERS))] = ""
    preset: Annotated[str, msgspec.Meta(pattern=_one_of(PRESETS))] = ""
    key_frame_interval_s: Annotated[float, msgspec.Meta(ge=0.5, le=10)] = 2.0


class SoundSettings(_Section, frozen=True):
    """How the programme's sound is encoded, how loud it should be, and where it is monitored.

    ``target_lufs`` 0: no loudness is wanted. ``is_target_kept``: the master follows it, slowly.
    An empty ``monitor_device_id``: the system's own output.
    """

    opus_bps: Annotated[int, msgspec.Meta(ge=16_000, le=512_000)] = 128_000
    aac_bps: Annotated[int, msgspec.Meta(ge=32_000, le=512_000)] = 160_000
    target_lufs: Annotated[float, msgspec.Meta(ge=-40.0, le=0.0)] = 0.0
    is_target_kept: bool = False
    monitor_device_id: Annotated[str, msgspec.Meta(max_length=200)] = ""


class RecordingSettings(_Section, frozen=True):
    """Where recordings go. Empty ``folder``: Videos of the person, or the data folder.

    ``replay_s``: how much of the show can be saved after it happened; 0 keeps nothing.
    ``has_second``: the second canvas is recorded beside the first, if there is one.
    """

    folder: Annotated[str, msgspec.Meta(max_length=4096)] = ""
    warn_free_s: Annotated[int, msgspec.Meta(ge=60, le=86_400)] = 1_800
    stop_free_bytes: Annotated[int, msgspec.Meta(ge=50_000_000, le=10**12)] = 500_000_000
    replay_s: Annotated[int, msgspec.Meta(ge=0, le=120)] = 30
    has_second: bool = False


class WebSettings(_Section, frozen=True):
    """Where the viewer page listens and how many may watch."""

    listen_host: Annotated[str, msgspec.Meta(max_length=255)] = "127.0.0.1"
    listen_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8480
    max_viewers: Annotated[int, msgspec.Meta(ge=1, le=500)] = 40
    max_viewers_per_address: Annotated[int, msgspec.Meta(ge=1, le=500)] = 8


class PhoneSettings(_Section, frozen=True):
    """Whether phones on this network may send their camera, and at which port (HTTPS)."""

    is_allowed: bool = False
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8481


class ModeratorSettings(_Section, frozen=True):
    """Whether helpers may come in from other machines (TLS, paired devices), and at which port."""

    is_allowed: bool = False
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8482


CommandId = Annotated[str, msgspec.Meta(max_length=80)]
Keys = Annotated[
    tuple[Annotated[str, msgspec.Meta(max_length=60)], ...], msgspec.Meta(max_length=4)
]


class KeyChoice(_Section, frozen=True):
    """The keys, in Qt's portable text, that hold for a command instead of its own."""

    command: CommandId
    keys: Keys = ()


class TalkKey(_Section, frozen=True):
    """The talk key of a strip, in Qt's portable text; ``is_everywhere``: before other programs."""

    source_id: Annotated[str, msgspec.Meta(max_length=64)]
    key: Annotated[str, msgspec.Meta(max_length=60)]
    is_everywhere: bool = False


class ObsSettings(_Section, frozen=True):
    """Whether remote controls made for OBS Studio may connect, and where.

    ``allows_pages``: web pages too, which still need the password.
    """

    is_on: bool = False
    listen_host: Annotated[str, msgspec.Meta(max_length=255)] = "127.0.0.1"
    listen_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 4455
    allows_pages: bool = False


class UiSettings(_Section, frozen=True):
    """How the window looks. ``language``: "", "en" or "zh"; ``theme``: "", "dark" or "light".

    ``motion``: "" as the system wants it, "less" for none. ``keys``: what was
    chosen instead of commands' own. ``global_keys``: commands whose keys work in front of other
    programs too.
    ``is_alarm_muted``: alarms are only seen. ``was_set_up``: the first run is behind us.
    """

    language: Annotated[str, msgspec.Meta(pattern=r"^(|en|zh)\Z")] = ""
    theme: Annotated[str, msgspec.Meta(pattern=r"^(|dark|light)\Z")] = ""
    motion: Annotated[str, msgspec.Meta(pattern=r"^(|less)\Z")] = ""
    keys: Annotated[tuple[KeyChoice, ...], msgspec.Meta(max_length=500)] = ()
    global_keys: Annotated[tuple[CommandId, ...], msgspec.Meta(max_length=100)] = ()
    talk_keys: Annotated[tuple[TalkKey, ...], msgspec.Meta(max_length=200)] = ()
    is_alarm_muted: bool = False
    was_set_up: bool = False


class OverlaySettings(_Section, frozen=True):
    """Where pinned messages, polls and draws stand on the picture, and how they look."""

    place: Place = Place.BOTTOM_LEFT
    size: CardSize = CardSize.MEDIUM
    look: CardLook = CardLook.DARK


class StoreSettings(_Section, frozen=True):
    """Where chats are kept. ``url`` empty: a file in the data folder; else PostgreSQL's address.

    Its password is kept apart. Another address holds from the next start on.
    """

    url: Annotated[str, msgspec.Meta(max_length=2048)] = ""


class Settings(_Section, frozen=True):
    """All of it; a missing section has its defaults."""

    video: VideoSettings = VideoSettings()
    sound: SoundSettings = SoundSettings()
    recording: RecordingSettings = RecordingSettings()
    web: WebSettings = WebSettings()
    obs: ObsSettings = ObsSettings()
    ui: UiSettings = UiSettings()
    targets: Targets = ()
    phones: PhoneSettings = PhoneSettings()
    overlay: OverlaySettings = OverlaySettings()
    moderators: ModeratorSettings = ModeratorSettings()
    platforms: Platforms = ()
    store: StoreSettings = StoreSettings()
