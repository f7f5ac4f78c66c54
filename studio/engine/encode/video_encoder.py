"""One open H.264 encoder: composed pictures in, packets for the fan-out out."""

from dataclasses import dataclass
from fractions import Fraction

import av
import av.error
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import VideoReformatter

from studio.core.errors import UnavailableError
from studio.engine.encode import annexb
from studio.engine.encode.candidates import Candidate
from studio.engine.encode.faults import reason_of
from studio.engine.media import (
    VIDEO_CLOCK_HZ,
    ComposedFrame,
    MediaPacket,
    PacketKind,
    TrackInfo,
    media_pts,
)

# What the compositor's pictures are (ITU-T H.273): SMPTE 170M (BT.601) colours, limited range.
_SMPTE_170M = 6
_LIMITED_RANGE = 1
# A key frame may take this much of a second's bits: short enough not to add delay by itself.
_BUFFER_S = 0.4
_PLAIN_PIXELS_PER_S = 1280 * 720 * 30
_FAULTS = (av.error.FFmpegError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What an encoder is opened with; ``preset`` counts for x264 only.

    ``buffer_s``: how much of a second's bits a key frame may take.
    """

    width_px: int
    height_px: int
    rate_hz: int
    bitrate_bps: int
    key_frame_interval_s: float = 2.0
    preset: str = "veryfast"
    buffer_s: float = _BUFFER_S

    @property
    def gop_frames(self) -> int:
        """Pictures between two key frames."""
        return max(1, round(self.key_frame_interval_s * self.rate_hz))

    @property
    def thread_count(self) -> int:
        """One thread up to 720p30: there a second one costs CPU and gains nothing."""
        return 1 if self.width_px * self.height_px * self.rate_hz <= _PLAIN_PIXELS_PER_S else 2


class VideoEncoder:
    """Encodes on the thread that calls it; raises UnavailableError when the encoder fails.

    A frame belongs to the encoder during the call: its ``pts`` and ``pict_type`` are set.
    """

    def __init__(self, candidate: Candidate, settings: EncoderSettings) -> None:
        self.candidate = candidate
        self.settings = settings
        self.bitrate_bps = settings.bitrate_bps
        self.parameter_sets = b""
        self._reformatter = VideoReformatter()
        try:
            self._context = _open(candidate, settings)
        except _FAULTS as error:
            raise UnavailableError(
                f"cannot be opened: {reason_of(error)}", candidate.label
            ) from error

    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        """The packets that are ready now; ``is_key`` makes this picture a key frame."""
        try:
            frame = self._as_wanted(composed.frame)
            frame.pts = media_pts(composed.media_ns, VIDEO_CLOCK_HZ)
            frame.time_base = Fraction(1, VIDEO_CLOCK_HZ)
            # A captured picture says "I" of itself, and the encoder would take it at its word.
            frame.pict_type = PictureType.I if is_key else PictureType.NONE
            made = self._context.encode(frame)
        except _FAULTS as error:
            raise UnavailableError(
                f"failed while encoding: {reason_of(error)}", self._where
            ) from error
        return [self._packet(packet) for packet in made]

    def flush(self) -> list[MediaPacket]:
        """What the encoder still holds; it takes no picture afterwards."""
        try:
            return [self._packet(packet) for packet in self._context.encode(None)]
        except _FAULTS as error:
            raise UnavailableError(f"failed at its end: {reason_of(error)}", self._where) from error

    def set_bitrate(self, bitrate_bps: int) -> bool:
        """Change the rate from the next picture on; False: it must be opened anew for that."""
        is_within = bitrate_bps <= self.settings.bitrate_bps  # the buffer was opened for this
        if not (self.candidate.is_live_bitrate and is_within):
            return False
        self._context.bit_rate = bitrate_bps
        self.bitrate_bps = bitrate_bps
        return True

    def track(self) -> TrackInfo:
        """What a muxer must know; ``extradata`` (SPS, PPS) is there after the first key frame."""
        return TrackInfo(
            PacketKind.VIDEO,
            "h264",
            extradata=self.parameter_sets,
            width_px=self.settings.width_px,
            height_px=self.settings.height_px,
        )

    @property
    def _where(self) -> str:
        return self.candidate.label

    def _as_wanted(self, frame: av.VideoFrame) -> av.VideoFrame:
        if frame.format.name == self.candidate.pixel_format:
            return frame
        return self._reformatter.reformat(frame, format=self.candidate.pixel_format)

    def _packet(self, packet: "av.Packet[av.stream.Stream]") -> MediaPacket:
        if packet.pts is None:
            raise ValueError("a packet without a time")
        data = bytes(packet)
        is_key = annexb.has_idr(data)
        if is_key:
            self.parameter_sets = annexb.parameter_sets(data) or self._known_sets()
            data = annexb.with_parameter_sets(data, self.parameter_sets)
        return MediaPacket(
            PacketKind.VIDEO,
            data,
            pts=packet.pts,
            dts=packet.pts,  # no B-frames: shown in the order of decoding
            duration=VIDEO_CLOCK_HZ // self.settings.rate_hz,
            clock_hz=VIDEO_CLOCK_HZ,
            is_key=is_key,
        )

    def _known_sets(self) -> bytes:
        return self.parameter_sets or annexb.parameter_sets(self._context.extradata or b"")


def _open(candidate: Candidate, settings: EncoderSettings) -> VideoCodecContext:
    context = av.CodecContext.create(candidate.name, "w")
    if not isinstance(context, VideoCodecContext):
        raise ValueError(f"{candidate.name} does not encode pictures")
    context.width = settings.width_px
    context.height = settings.height_px
    context.pix_fmt = candidate.pixel_format
    context.time_base = Fraction(1, VIDEO_CLOCK_HZ)
    context.framerate = Fraction(settings.rate_hz)
    context.bit_rate = settings.bitrate_bps
    context.gop_size = settings.gop_frames
    context.max_b_frames = 0
    context.color_range = _LIMITED_RANGE
    context.colorspace = context.color_primaries = context.color_trc = _SMPTE_170M
    options = candidate.options_for(settings.gop_frames)
    # As options, not as x264-params: only so does a later change of bit_rate have an effect.
    options["maxrate"] = str(settings.bitrate_bps)
    options["bufsize"] = str(round(settings.bitrate_bps * settings.buffer_s))
    if not candidate.is_hardware:
        options["preset"] = settings.preset
        context.thread_count = settings.thread_count
    context.options = options
    context.open()
    return context
