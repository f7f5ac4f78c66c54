"""Encoded packets into a container that a library writes: files and servers alike."""

import io
from fractions import Fraction

import av
import av.error
from av.container import OutputContainer
from av.stream import Stream

from studio.core.clock import NS_PER_S
from studio.engine.media import MediaPacket, PacketKind, TrackInfo

MUX_ERRORS = (av.error.FFmpegError, OSError, ValueError)


class Muxed:
    """Begun with a key frame (Annex B, with SPS and PPS), where its time is nought.

    Every method may raise one of `MUX_ERRORS`; who calls says what it means.
    """

    def __init__(
        self, container: OutputContainer, first: MediaPacket, sound: TrackInfo | None
    ) -> None:
        self.duration_s = 0.0
        self.packets = 0
        self.bytes = 0
        self._container = container
        self._zero_ns: int | None = None
        self._last_dts: dict[PacketKind, int] = {}
        self._streams: dict[PacketKind, Stream] = {
            PacketKind.VIDEO: _video_stream(container, first)
        }
        if sound is not None:
            # Opened only for its description: the packets come encoded.
            self._streams[PacketKind.AUDIO_AAC] = container.add_stream(
                "aac", rate=sound.rate_hz, layout="stereo"
            )
        container.start_encoding()

    def write(self, packet: MediaPacket) -> None:
        """Add a packet; what came before the first key frame, or out of order, is left out."""
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
        self._container.mux(_made(packet, stream, packet.pts - zero, dts))
        self.packets += 1
        self.bytes += len(packet.data)
        self.duration_s = max(self.duration_s, (media_ns - self._zero_ns) / NS_PER_S)

    def close(self) -> None:
        """Write what is left and close."""
        self._container.close()


def _made(packet: MediaPacket, stream: Stream, pts: int, dts: int) -> "av.Packet[Stream]":
    made: av.Packet[Stream] = av.Packet(packet.data)
    made.stream = stream
    made.time_base = Fraction(1, packet.clock_hz)
    made.pts, made.dts, made.duration = pts, dts, packet.duration
    made.is_keyframe = packet.is_key
    return made


def _video_stream(container: OutputContainer, first: MediaPacket) -> Stream:
    with av.open(io.BytesIO(first.data), format="h264") as described:
        if not described.streams.video:
            raise ValueError("its first picture is none")
        return container.add_stream_from_template(described.streams.video[0])
