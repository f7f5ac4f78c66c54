"""What flows inside the engine: pictures, blocks of sound, composed frames, encoded packets."""

import enum
import time
from dataclasses import dataclass, field

import av
import numpy as np
import numpy.typing as npt

from studio.core.clock import NS_PER_S, Clock, SystemClock

SAMPLE_RATE_HZ = 48_000
BLOCK_SAMPLES = 480  # 10 ms
VIDEO_CLOCK_HZ = 90_000  # RFC 6184 §5.1

FloatSamples = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


class MediaClock:
    """Media time: nanoseconds since the engine's epoch, the same for picture and sound.

    The mixer counts samples against it, so sample n is media time n / 48 000 s.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._epoch_ns = self.clock.monotonic_ns()

    def now_ns(self) -> int:
        """Media time now."""
        return self.clock.monotonic_ns() - self._epoch_ns

    def wait_until(self, media_ns: int) -> None:
        """Sleep until media time reaches ``media_ns``."""
        self.clock.wait_until(self._epoch_ns + media_ns)

    def wall_ms_at(self, media_ns: int) -> int:
        """The wall clock, ms since 1970, at that media time."""
        return self.clock.wall_ms() + (media_ns - self.now_ns()) // 1_000_000


Area = tuple[int, int, int, int]  # left, top, right, bottom in source pixels; the last two outside


@dataclass(frozen=True, slots=True)
class Change:
    """Outside of ``areas`` a picture equals the one before it, whose serial was ``from_serial``."""

    from_serial: int
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a source, immutable once published.

    Either ``frame`` (opaque video as it was captured or decoded: bgr0, yuv420p, nv12 …)
    or ``bgra`` (height × width × 4, premultiplied alpha, for text, cards and images).
    ``serial`` rises when, and only when, the content differs from the picture before.
    ``is_strip``: the raster repeats sideways without end, fills its box's height, and shows
    from ``offset_px[0]`` on (a ticker publishes one wide raster and moves the offset).
    ``changes``: the last steps that led here, newest last; none when they are not known.
    """

    media_ns: int
    serial: int
    frame: av.VideoFrame | None = None
    bgra: Bytes | None = None
    offset_px: tuple[int, int] = (0, 0)
    is_strip: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def width_px(self) -> int:
        """Width."""
        return self.frame.width if self.frame is not None else self._raster.shape[1]

    @property
    def height_px(self) -> int:
        """Height."""
        return self.frame.height if self.frame is not None else self._raster.shape[0]

    @property
    def _raster(self) -> Bytes:
        if self.bgra is None:
            raise ValueError("picture has neither a frame nor a raster")
        return self.bgra


@dataclass(frozen=True, slots=True)
class AudioBlock:
    """Samples of a source: float32, shape (n, 2), -1 … 1; ``media_ns`` is the first sample's."""

    samples: FloatSamples
    media_ns: int
    rate_hz: int = SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class ComposedFrame:
    """One programme picture: yuv420p, BT.601 limited range and tagged so; tick ``number``."""

    frame: av.VideoFrame
    media_ns: int
    number: int


@dataclass(frozen=True, slots=True)
class MixedBlock:
    """10 ms of programme sound: float32, shape (480, 2)."""

    samples: FloatSamples
    media_ns: int
    number: int


class PacketKind(enum.Enum):
    """What a packet holds."""

    VIDEO = "video"
    AUDIO = "audio"
    AUDIO_AAC = "audio_aac"


@dataclass(frozen=True, slots=True)
class MediaPacket:
    """One encoded frame, shared by every reader and never changed.

    H.264 as Annex B with SPS and PPS before each key frame; Opus and AAC as raw frames.
    ``pts``, ``dts`` and ``duration`` in units of 1 / ``clock_hz`` of media time.
    """

    kind: PacketKind
    data: bytes
    pts: int
    dts: int
    duration: int
    clock_hz: int
    is_key: bool
    made_ns: int = field(default_factory=time.monotonic_ns)


@dataclass(frozen=True, slots=True)
class TrackInfo:
    """What a muxer must know of a track before its first packet."""

    kind: PacketKind
    codec: str
    extradata: bytes = b""
    width_px: int = 0
    height_px: int = 0
    rate_hz: int = 0


def media_pts(media_ns: int, clock_hz: int) -> int:
    """Media time in ticks of ``clock_hz``."""
    return media_ns * clock_hz // NS_PER_S
