"""Programme sound to packets: Opus for WebRTC (RFC 7587), AAC-LC for files."""

import logging
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from studio.core.slots import BoundedQueue
from studio.core.threads import StopSignal, Worker
from studio.engine.encode.fanout import FanOut
from studio.engine.media import (
    SAMPLE_RATE_HZ,
    FloatSamples,
    MediaPacket,
    MixedBlock,
    PacketKind,
    TrackInfo,
    media_pts,
)

_log = logging.getLogger("studio.engine.audio.encoders")
_CAPACITY_BLOCKS = 200


@dataclass(frozen=True, slots=True)
class _Format:
    codec: str
    sample_format: str
    frame_samples: int
    options: dict[str, str]


_FORMATS = {
    PacketKind.AUDIO: _Format(
        "libopus", "flt", 480, {"application": "audio", "frame_duration": "10"}
    ),
    PacketKind.AUDIO_AAC: _Format("aac", "fltp", 1024, {}),
}


class SoundEncoder:
    """One codec on its own thread; waits for nobody and drops (counted) when it is too late.

    It rests while no reader of the fan-out wants its packets.
    """

    def __init__(self, kind: PacketKind, bitrate_bps: int, fanout: FanOut) -> None:
        self._kind = kind
        self._format = _FORMATS[kind]
        self._fanout = fanout
        self._bitrate_bps = bitrate_bps
        self._context = self._open()
        self._is_resting = False
        self._queue: BoundedQueue[MixedBlock] = BoundedQueue(f"{kind.value}", _CAPACITY_BLOCKS)
        self._held: FloatSamples = np.zeros((0, 2), np.float32)
        self._next_pts = 0
        self._worker = Worker(f"encode-{kind.value}", self._run)

    @property
    def dropped(self) -> int:
        """Blocks that found the queue full."""
        return self._queue.dropped

    @property
    def waiting(self) -> int:
        """Blocks that are not encoded yet."""
        return len(self._queue)

    def start(self) -> None:
        """Say what the packets will be and begin."""
        self._fanout.set_track(
            TrackInfo(
                self._kind,
                self._format.codec.removeprefix("lib"),
                extradata=bytes(self._context.extradata or b""),
                rate_hz=SAMPLE_RATE_HZ,
            )
        )
        self._worker.start()

    def submit(self, block: MixedBlock) -> None:
        """Encode this soon."""
        self._queue.put(block)

    def stop(self) -> None:
        """End after what is waiting."""
        self._queue.close()
        self._worker.stop()

    def _open(self) -> AudioCodecContext:
        context = av.CodecContext.create(self._format.codec, "w")
        assert isinstance(context, AudioCodecContext)  # noqa: S101 - what create gives for sound
        context.sample_rate = SAMPLE_RATE_HZ
        context.layout = "stereo"
        context.format = self._format.sample_format
        context.bit_rate = self._bitrate_bps
        context.time_base = Fraction(1, SAMPLE_RATE_HZ)
        context.options = dict(self._format.options)
        context.open()
        return context

    def _run(self, stop: StopSignal) -> None:
        while not (self._queue.is_closed and not len(self._queue)):
            block = self._queue.get(timeout_s=0.5)
            if block is not None and not stop.is_set and self._is_wanted():
                self._add(block)

    def _is_wanted(self) -> bool:
        """Whether anybody reads; an encoder that rested begins afresh, without its old sound."""
        was_resting, self._is_resting = self._is_resting, not self._fanout.wants(self._kind)
        if was_resting and not self._is_resting:
            self._context = self._open()
        return not self._is_resting

    def _add(self, block: MixedBlock) -> None:
        pts = media_pts(block.media_ns, SAMPLE_RATE_HZ)
        if abs(pts - (self._next_pts + self._held.shape[0])) > 1:
            self._held = self._held[:0]
            self._next_pts = pts
        self._held = np.concatenate([self._held, block.samples])
        size = self._format.frame_samples
        while self._held.shape[0] >= size:
            self._encode(self._held[:size])
            self._held = self._held[size:]
            self._next_pts += size

    def _encode(self, samples: FloatSamples) -> None:
        is_planar = self._format.sample_format.endswith("p")
        laid_out = samples.T if is_planar else samples.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(laid_out), format=self._format.sample_format, layout="stereo"
        )
        frame.sample_rate = SAMPLE_RATE_HZ
        frame.time_base = Fraction(1, SAMPLE_RATE_HZ)
        frame.pts = self._next_pts
        for packet in self._context.encode(frame):
            pts = packet.pts if packet.pts is not None else self._next_pts
            self._fanout.publish(
                MediaPacket(
                    self._kind,
                    bytes(packet),
                    pts,
                    pts,
                    self._format.frame_samples,
                    SAMPLE_RATE_HZ,
                    is_key=True,
                )
            )
