"""The mixer's thread: every 10 ms one block of programme sound, stamped in media time."""

import threading
from collections.abc import Callable

import numpy as np

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.ducking import keys_first
from studio.core.monitoring import Monitor
from studio.core.scene import Strip
from studio.core.status import Meter
from studio.core.talking import Talk, is_open
from studio.core.threads import StopSignal, Worker
from studio.engine.audio.beep import SecondBeep
from studio.engine.audio.held_keys import HeldKeys
from studio.engine.audio.limiter import Limiter
from studio.engine.audio.loudness_keeper import LoudnessKeeper
from studio.engine.audio.meters import MASTER, MeterBank
from studio.engine.audio.monitor import MonitorOutput
from studio.engine.audio.strip import StripBuffer
from studio.engine.media import (
    BLOCK_SAMPLES,
    SAMPLE_RATE_HZ,
    AudioBlock,
    FloatSamples,
    MediaClock,
    MixedBlock,
)

_BLOCK_NS = BLOCK_SAMPLES * NS_PER_S // SAMPLE_RATE_HZ
_LAG_NS = 10 * NS_PER_MS
_MOST_BEHIND_NS = 500 * NS_PER_MS


class Mixer:
    """Mixes the strips, limits the sum, measures all; ``on_block`` is called on its thread.

    It runs 10 ms behind the media clock, so that sound which is captured now has arrived;
    the blocks' stamps say the media time that they hold.
    """

    def __init__(self, clock: MediaClock, on_block: Callable[[MixedBlock], None]) -> None:
        self._clock = clock
        self._on_block = on_block
        self._lock = threading.Lock()
        self._strips: tuple[Strip, ...] = ()
        self._ordered: tuple[Strip, ...] = ()
        self._buffers: dict[str, StripBuffer] = {}
        self._limiter = Limiter()
        self.keeper = LoudnessKeeper()
        self.monitor: MonitorOutput | None = None
        self._meters = MeterBank()
        self._held = HeldKeys()
        self._beep: SecondBeep | None = None
        self._worker = Worker("mixer", self._run)
        self.skipped_blocks = 0

    def set_strips(self, strips: tuple[Strip, ...]) -> None:
        """The strips from now on; known ones go on without a gap."""
        with self._lock:
            self._buffers = {
                strip.source_id: self._buffers.get(strip.source_id) or StripBuffer(strip.source_id)
                for strip in strips
            }
            self._strips = strips
            self._ordered = keys_first(strips)

    def push(self, source_id: str, block: AudioBlock) -> None:
        """Sound of a source; what has no strip is not heard. Safe from any thread."""
        buffer = self._buffers.get(source_id)
        if buffer is not None:
            buffer.push(block)

    def meters(self) -> tuple[Meter, ...]:
        """Levels of every strip and of the master since the last call."""
        return self._meters.read()

    def hold_talk(self, source_id: str, *, is_held: bool) -> None:
        """A strip's talk key is down or up from now on."""
        self._held.hold(source_id, self._clock.now_ns(), is_held=is_held)

    def begin_loudness(self) -> None:
        """Integrated loudness counts from now on: the show goes live."""
        self._meters.begin()

    def drift_ppm(self, source_id: str) -> float:
        """How fast the source's clock runs; 0 when unknown."""
        buffer = self._buffers.get(source_id)
        return buffer.drift_ppm if buffer is not None else 0.0

    def set_timecode_beep(self, is_on: bool) -> None:
        """The beep at each whole second."""
        self._beep = SecondBeep(self._clock) if is_on else None

    def start(self) -> None:
        """Begin to mix."""
        self._worker.start()

    def stop(self) -> None:
        """End; no block comes after this returns."""
        self._worker.stop()

    def _run(self, stop: StopSignal) -> None:
        number = self._clock.now_ns() // _BLOCK_NS
        while not stop.is_set:
            due_ns = (number + 1) * _BLOCK_NS + _LAG_NS
            self._clock.wait_until(due_ns)
            behind_ns = self._clock.now_ns() - due_ns
            if behind_ns > _MOST_BEHIND_NS:  # the computer slept: what was missed is past
                self.skipped_blocks += behind_ns // _BLOCK_NS
                number += behind_ns // _BLOCK_NS
            self.mix(number)
            number += 1

    def mix(self, number: int) -> None:
        """Make block ``number``, which begins at media time number × 10 ms."""
        media_ns = number * _BLOCK_NS
        with self._lock:
            strips, ordered, buffers = self._strips, self._ordered, self._buffers
        has_solo = any(strip.is_solo for strip in strips)
        made: dict[str, FloatSamples] = {}
        for strip in ordered:
            is_heard = (strip.is_solo or not has_solo) and self._may_talk(strip)
            made[strip.source_id] = buffers[strip.source_id].take(media_ns, strip, is_heard, made)
        parts = [made[strip.source_id] for strip in strips]
        total = _sum([made[one.source_id] for one in strips if one.monitor is not Monitor.ONLY])
        if self.monitor is not None and any(one.monitor is not Monitor.OFF for one in strips):
            heard = [one for one in strips if one.monitor is not Monitor.OFF]
            self.monitor.push(_sum([made[one.source_id] for one in heard]))
        total = self.keeper.process(total)
        beep = self._beep.block(media_ns) if self._beep is not None else None
        if beep is not None:
            total = total + beep
        limited = self._limiter.process(np.asarray(total, np.float32))
        self._meters.feed([*(strip.source_id for strip in strips), MASTER], [*parts, limited])
        delay_ns = self._limiter.delay_samples * NS_PER_S // SAMPLE_RATE_HZ
        self._on_block(MixedBlock(limited, media_ns - delay_ns, number))

    def _may_talk(self, strip: Strip) -> bool:
        if strip.talk is Talk.OFF:
            return True
        is_held = self._held.is_held(strip.source_id, self._clock.now_ns())
        return is_open(strip.talk, is_held=is_held)


def _sum(parts: list[FloatSamples]) -> FloatSamples:
    if not parts:
        return np.zeros((BLOCK_SAMPLES, 2), np.float32)
    return np.asarray(np.sum(parts, axis=0), np.float32)
