"""The thread of a rendition: takes pictures from a bounded queue, encodes, publishes."""

import logging
from collections.abc import Callable
from dataclasses import replace

from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from studio.core.slots import BoundedQueue
from studio.core.threads import StopSignal, Worker
from studio.engine.encode import preset
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.figures import EncodeFigures, percentile
from studio.engine.encode.key_frames import KeyFrameGate
from studio.engine.encode.lineup import Lineup
from studio.engine.media import ComposedFrame, MediaClock, MediaPacket

_log = logging.getLogger("studio.engine.encode.encode_run")

_QUEUE_FRAMES = 8  # as many as the compositor makes up for after a stall, and a little more
_POLL_S = 0.25
_RETRY_S = 2.0
_SHORTEST_REOPEN_NS = 3 * NS_PER_S
_DECISION_NS = NS_PER_S


class EncodeRun:
    """One run of encoders on one thread, until it is stopped or abandoned.

    ``on_slow(is_slow)`` says whether pictures are dropped though nothing cheaper is left;
    ``on_dead`` is told why, each time that no encoder could take a picture.
    """

    def __init__(
        self,
        lineup: Callable[[], Lineup],
        presets: preset.PresetState,
        fanout: FanOut,
        gate: KeyFrameGate,
        figures: EncodeFigures,
        clock: MediaClock,
        on_slow: Callable[[bool], None],
        on_dead: Callable[[str], None],
    ) -> None:
        self.presets = presets
        self.lineup: Lineup | None = None
        self.is_abandoned = False
        self.has_crashed = False
        self.busy_since_ns: int | None = None
        self.wanted_bps: int | None = None
        self.queue: BoundedQueue[ComposedFrame] = BoundedQueue("encode", _QUEUE_FRAMES)
        self._make_lineup = lineup
        self._fanout = fanout
        self._gate = gate
        self._figures = figures
        self._clock = clock
        self._on_slow = on_slow
        self._on_dead = on_dead
        self._set_bps: int | None = None
        self._reopened_ns = 0
        self._decided_ns = clock.now_ns()
        self._decided_dropped = 0
        self._recent_ms: list[float] = []
        self._worker = Worker(f"encode-{fanout.name}", self._run, self._crashed)

    def start(self) -> None:
        """Begin."""
        self._worker.start()

    def stop(self) -> None:
        """Encode nothing more, let go of the encoder, end the thread."""
        self.queue.close()
        self._worker.stop()

    def abandon(self) -> None:
        """Leave a thread that is stuck inside a driver to itself; what it still gives is lost."""
        self.is_abandoned = True
        self._worker.stop_signal.set()
        self.queue.close()

    def _run(self, stop: StopSignal) -> None:
        lineup = self.lineup = self._make_lineup()
        self.queue.drain()  # what waited for the choice of an encoder is old by now
        while not (stop.is_set or self.queue.is_closed):
            frame = self.queue.get(_POLL_S)
            if frame is None:
                continue
            self._apply(lineup)
            try:
                self._encode(lineup, frame)
            except UnavailableError as error:
                _log.error("no encoder works", extra={"reason": str(error)})
                self._on_dead(str(error))
                stop.wait(_RETRY_S)
        self._publish(lineup.close())

    def _crashed(self, _error: Exception) -> None:
        self.has_crashed = True
        self.queue.close()

    def _encode(self, lineup: Lineup, frame: ComposedFrame) -> None:
        began_ns = self._clock.now_ns()
        self.busy_since_ns = began_ns
        try:
            made = lineup.encode(frame, self._gate.take(began_ns))
        finally:
            self.busy_since_ns = None
        self._publish(made)
        now_ns = self._clock.now_ns()
        self._figures.add_frame(now_ns - began_ns, now_ns - frame.media_ns)
        self._recent_ms.append((now_ns - began_ns) / 1e6)

    def _publish(self, packets: list[MediaPacket]) -> None:
        if self.is_abandoned:
            return
        for packet in packets:
            if packet.is_key:
                self._gate.made()
                self._announce()
            self._fanout.publish(packet)
            self._figures.add_packet(len(packet.data), packet.is_key, self._clock.now_ns())

    def _announce(self) -> None:
        encoder = self.lineup.encoder if self.lineup is not None else None
        if encoder is None:
            return
        track = encoder.track()
        if track.extradata and self._fanout.tracks().get(track.kind) != track:
            self._fanout.set_track(track)

    def _apply(self, lineup: Lineup) -> None:
        """Take up what was asked from outside, and what the measured times ask."""
        now_ns = self._clock.now_ns()
        wanted_bps = self.wanted_bps
        if wanted_bps is not None and wanted_bps != self._set_bps:
            self._change_bitrate(lineup, wanted_bps, now_ns)
        if now_ns - self._decided_ns >= _DECISION_NS:
            self._decide(lineup, now_ns)

    def _change_bitrate(self, lineup: Lineup, bitrate_bps: int, now_ns: int) -> None:
        if not lineup.set_bitrate(bitrate_bps):
            if now_ns - self._reopened_ns < _SHORTEST_REOPEN_NS:
                return  # asked again at the next picture
            self._reopen(lineup, now_ns)
        self._set_bps = bitrate_bps

    def _decide(self, lineup: Lineup, now_ns: int) -> None:
        dropped = self.queue.dropped
        load = preset.Load(
            now_s=now_ns / NS_PER_S,
            p90_ms=percentile(self._recent_ms, 0.9),
            interval_ms=1000 / lineup.settings.rate_hz,
            dropped=dropped - self._decided_dropped,
        )
        self._decided_ns, self._decided_dropped = now_ns, dropped
        self._recent_ms = []
        before = self.presets
        if not lineup.candidate.is_hardware:
            self.presets = preset.decide(before, load)
        is_at_end = lineup.candidate.is_hardware or before.is_fastest
        self._on_slow(is_at_end and load.dropped > 0)
        if self.presets.preset != before.preset:
            _log.info("preset changed", extra={"preset": self.presets.preset})
            self._reopen(lineup, now_ns)

    def _reopen(self, lineup: Lineup, now_ns: int) -> None:
        self._reopened_ns = now_ns
        self._publish(lineup.reopen(replace(lineup.settings, preset=self.presets.preset)))
