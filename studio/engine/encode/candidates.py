"""The H.264 encoders that are tried, best first, and what each is told for low delay.

Every option is a name of the codec's own list (a test checks it against the installed
library, or against the documentation's names where this platform's library lacks the codec).
``{gop}`` stands for the number of frames between key frames.
"""

import sys
from dataclasses import dataclass
from types import MappingProxyType

from studio.core.errors import BadInputError
from studio.core.settings import ENCODERS

_COMMON_BASELINE = ("profile", "baseline")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One encoder. ``platforms``: prefixes of ``sys.platform`` where it can exist.

    ``is_live_bitrate``: follows ``bit_rate`` while open; others are reopened at a key frame.
    ``linux_devices``: where a Linux kernel shows the hardware; without one of them the
    encoder is not even tried (file name patterns).
    """

    name: str
    pixel_format: str
    options: tuple[tuple[str, str], ...]
    platforms: tuple[str, ...]
    is_hardware: bool = True
    is_live_bitrate: bool = False
    preset: str = ""
    linux_devices: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a person calls it."""
        return ENCODERS.get(self.name, self.name)

    def options_for(self, gop_frames: int) -> dict[str, str]:
        """The options with the distance of key frames filled in."""
        return {key: value.format(gop=gop_frames) for key, value in self.options}


NVENC = Candidate(
    name="h264_nvenc",
    pixel_format="nv12",
    options=(
        ("preset", "p4"),
        ("tune", "ull"),
        _COMMON_BASELINE,
        ("rc", "cbr"),
        ("zerolatency", "1"),
        ("delay", "0"),
        ("rc-lookahead", "0"),
        ("forced-idr", "1"),
        ("no-scenecut", "1"),
        ("strict_gop", "1"),
    ),
    platforms=("linux", "win32"),
    is_live_bitrate=True,
    preset="p4",
    linux_devices=("/dev/nvidia[0-9]*", "/dev/dxg"),
)
QSV = Candidate(
    name="h264_qsv",
    pixel_format="nv12",
    options=(
        ("preset", "veryfast"),
        _COMMON_BASELINE,
        ("async_depth", "1"),
        ("look_ahead", "0"),
        ("forced_idr", "1"),
        ("idr_interval", "0"),
        ("scenario", "livestreaming"),
        ("repeat_pps", "1"),
        ("low_delay_brc", "1"),
    ),
    platforms=("linux", "win32"),
    is_live_bitrate=True,
    preset="veryfast",
    linux_devices=("/dev/dri/renderD*",),
)
AMF = Candidate(
    name="h264_amf",
    pixel_format="nv12",
    options=(
        ("usage", "ultralowlatency"),
        ("profile", "constrained_baseline"),
        ("quality", "speed"),
        ("rc", "cbr"),
        ("latency", "1"),
        ("async_depth", "1"),
        ("forced_idr", "1"),
        ("header_spacing", "{gop}"),
        ("max_b_frames", "0"),
    ),
    platforms=("linux", "win32"),
    preset="speed",
    linux_devices=("/dev/dri/renderD*", "/dev/dxg"),
)
VIDEOTOOLBOX = Candidate(
    name="h264_videotoolbox",
    pixel_format="nv12",
    options=(
        _COMMON_BASELINE,
        ("realtime", "1"),
        ("prio_speed", "1"),
        ("allow_sw", "0"),
    ),
    platforms=("darwin",),
)
MEDIA_FOUNDATION = Candidate(
    name="h264_mf",
    pixel_format="nv12",
    options=(
        ("rate_control", "ld_vbr"),
        ("scenario", "live_streaming"),
        ("hw_encoding", "1"),
    ),
    platforms=("win32",),
)
V4L2 = Candidate(
    name="h264_v4l2m2m",
    pixel_format="yuv420p",
    options=(("num_output_buffers", "4"), ("num_capture_buffers", "4")),
    platforms=("linux",),
    linux_devices=("/dev/video*",),
)
X264 = Candidate(
    name="libx264",
    pixel_format="yuv420p",
    options=(
        ("tune", "zerolatency"),
        _COMMON_BASELINE,
        ("forced-idr", "1"),
        ("sc_threshold", "0"),
        ("aq-mode", "variance"),
    ),
    platforms=("linux", "win32", "darwin", "freebsd"),
    is_hardware=False,
    is_live_bitrate=True,
    preset="veryfast",
)

ALL = (NVENC, QSV, AMF, VIDEOTOOLBOX, MEDIA_FOUNDATION, V4L2, X264)
BY_NAME = MappingProxyType({candidate.name: candidate for candidate in ALL})


def for_platform(platform: str = sys.platform) -> tuple[Candidate, ...]:
    """What can exist on a platform, best first; x264 is always the last."""
    return tuple(item for item in ALL if platform.startswith(item.platforms) or item is X264)


def ordered(working: frozenset[str], wanted: str = "") -> tuple[Candidate, ...]:
    """The line-up of a show: the one asked for, then what works here, then x264.

    One that was asked for is tried even if the probe did not find it working.
    Raises BadInputError for a name that is none of ours.
    """
    if wanted and wanted not in BY_NAME:
        known = ", ".join(BY_NAME)
        raise BadInputError(f"there is no encoder {wanted!r}; known: {known}", "video.encoder")
    first = (BY_NAME[wanted],) if wanted else ()
    rest = tuple(item for item in ALL if item.name in working or item is X264)
    return first + tuple(item for item in rest if item.name != wanted)
