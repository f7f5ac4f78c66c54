"""The file that a recording is written to: an MP4 of half-second fragments, flushed at once.

A process that is killed loses at most what came after the last fragment.
"""

import io
from fractions import Fraction
from pathlib import Path

import av
import av.error
from av.container import OutputContainer
from av.stream import Stream

from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from studio.engine.media import MediaPacket, PacketKind, TrackInfo

_FRAGMENT_US = 500_000
_OPTIONS = {
    "movflags": "empty_moov+default_base_moof",
    "frag_duration": str(_FRAGMENT_US),
    "flush_packets": "1",
    # A track that falls silent must not keep the other waiting in memory.
    "max_interleave_delta": str(_FRAGMENT_US),
}
KINDS = frozenset({PacketKind.VIDEO, PacketKind.AUDIO_AAC})


class RecordingFile:
    """Opened at a key frame, where its time begins; packets go in as they come."""

    def __init__(self, path: Path, first: MediaPacket, sound: TrackInfo | None) -> None:
        self.path = path
        self.duration_s = 0.0
        self.packets = 0
        self._zero_ns: int | None = None
        self._last_dts: dict[PacketKind, int] = {}
        try:
            self._container: OutputContainer = av.open(
                str(path), "w", format="mp4", options=dict(_OPTIONS)
            )
            self._streams = self._described(first, sound)
            self._container.start_encoding()
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise UnavailableError(f"the file cannot be written: {error}", str(path)) from error

    def write(self, packet: MediaPacket) -> None:
        """Add a packet. Raises UnavailableError when the disk refuses."""
        stream = self._streams.get(packet.kind)
        if stream is None:
            return
        media_ns = packet.pts * NS_PER_S // packet.clock_hz
        if self._zero_ns is None:
            if packet.kind is not PacketKind.VIDEO:
                return
            self._zero_ns = media_ns
        zero = self._zero_ns * packet.clock_hz // NS_PER_S
        dts = packet.dts - zero
        if dts < 0 or dts <= self._last_dts.get(packet.kind, -1):
            return
        self._last_dts[packet.kind] = dts
        self._mux(self._made(packet, stream, packet.pts - zero, dts))
        self.packets += 1
        self.duration_s = max(self.duration_s, (media_ns - self._zero_ns) / NS_PER_S)

    def close(self) -> None:
        """Write what is left and close."""
        try:
            self._container.close()
        except (av.error.FFmpegError, OSError) as error:
            raise _refused(error, self.path) from error

    def _described(self, first: MediaPacket, sound: TrackInfo | None) -> dict[PacketKind, Stream]:
        streams: dict[PacketKind, Stream] = {
            PacketKind.VIDEO: _video_stream(self._container, first)
        }
        if sound is not None:
            # Opened only for its description: the packets come encoded.
            streams[PacketKind.AUDIO_AAC] = self._container.add_stream(
                "aac", rate=sound.rate_hz, layout="stereo"
            )
        return streams

    def _made(self, packet: MediaPacket, stream: Stream, pts: int, dts: int) -> "av.Packet[Stream]":
        made: av.Packet[Stream] = av.Packet(packet.data)
        made.stream = stream
        made.time_base = Fraction(1, packet.clock_hz)
        made.pts, made.dts, made.duration = pts, dts, packet.duration
        made.is_keyframe = packet.is_key
        return made

    def _mux(self, packet: "av.Packet[Stream]") -> None:
        try:
            self._container.mux(packet)
        except (av.error.FFmpegError, OSError) as error:
            raise _refused(error, self.path) from error


def _video_stream(container: OutputContainer, first: MediaPacket) -> Stream:
    """A stream described by its first key frame (Annex B, with SPS and PPS)."""
    with av.open(io.BytesIO(first.data), format="h264") as described:
        if not described.streams.video:
            raise ValueError("its first picture is none")
        return container.add_stream_from_template(described.streams.video[0])


def _refused(error: Exception, path: Path) -> UnavailableError:
    return UnavailableError(f"the disk refused to write: {error}", str(path))
