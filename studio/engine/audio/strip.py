"""One strip of the mixer: a source's blocks in their place in media time, at their level."""

import threading
from collections import deque
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.scene import Strip
from studio.engine.audio.drift import DriftCorrector
from studio.engine.audio.filters.chain import FilterChain
from studio.engine.audio.levels import gain_of
from studio.engine.audio.resample import DELAY_SAMPLES, DriftResampler
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, AudioBlock, FloatSamples

_JUMP_NS = 80 * NS_PER_MS
_MOST_AHEAD_NS = 3 * NS_PER_S
_DRIFT_STEP = 2e-6
_SLACK_STEP_NS = 5 * NS_PER_MS
_MOST_SLACK_NS = 200 * NS_PER_MS
_NO_KEYS: Mapping[str, FloatSamples] = MappingProxyType({})
_RESAMPLER_NS = DELAY_SAMPLES * NS_PER_S // SAMPLE_RATE_HZ


def _nearest_samples(span_ns: int) -> int:
    return (span_ns * SAMPLE_RATE_HZ + NS_PER_S // 2) // NS_PER_S


def _finite(samples: FloatSamples) -> FloatSamples:
    """One NaN of a broken decoder would stay in the filters of limiter and meters for ever."""
    if np.isfinite(samples).all():
        return samples
    return np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)


class StripBuffer:
    """Filled by the source's thread, emptied by the mixer's; bounded, and counts what it drops."""

    def __init__(self, source_id: str) -> None:
        self.source_id = source_id
        self.dropped_blocks = 0
        self.silent_samples = 0
        self._lock = threading.Lock()
        self._samples: deque[FloatSamples] = deque()
        self._anchor_ns = 0
        self._taken = 0  # samples since the anchor; counted, so that no rounding adds up
        self._held = 0
        self._has_sound = False
        self._is_dry = False
        self._slack_ns = 0
        self._drift = DriftCorrector()
        self._resampler = DriftResampler()
        self._is_resampling = False
        self._gain = 0.0
        self._chain = FilterChain()

    @property
    def drift_ppm(self) -> float:
        """The source's clock against the media clock; above zero: the source is fast."""
        return self._drift.drift_ppm

    def push(self, block: AudioBlock) -> None:
        """Add a block of float32 stereo at the studio's rate."""
        with self._lock:
            stamp_ns = self._after_dryness(block.media_ns + self._slack_ns - _RESAMPLER_NS)
            tail_ns = self._tail_ns
            if not self._has_sound or abs(stamp_ns - tail_ns) > _JUMP_NS:
                self._jump(stamp_ns, tail_ns)
            else:
                self._drift.feed(
                    (stamp_ns - tail_ns) / NS_PER_S, block.samples.shape[0] / SAMPLE_RATE_HZ
                )
            if self._held > _MOST_AHEAD_NS * SAMPLE_RATE_HZ // NS_PER_S:
                self.dropped_blocks += 1
                return
            self._append(self._corrected(_finite(block.samples)))

    def take(
        self,
        media_ns: int,
        strip: Strip,
        is_heard: bool,
        keys: Mapping[str, FloatSamples] = _NO_KEYS,
    ) -> FloatSamples:
        """The 10 ms that begin at ``media_ns``: delay, filters, then gain and mute, smoothly.

        ``keys``: what other strips gave for these 10 ms, for filters that listen to them.
        """
        wanted = gain_of(strip.gain_db) if is_heard and not strip.is_muted else 0.0
        with self._lock:
            block = self._block_at(media_ns - strip.delay_ms * NS_PER_MS)
        block = self._chain.process(block, strip.filters, keys)
        before, self._gain = self._gain, wanted
        if before == wanted:
            return block if wanted == 1.0 else block * np.float32(wanted)
        ramp = np.linspace(before, wanted, BLOCK_SAMPLES, dtype=np.float32)
        return block * ramp[:, None]

    @property
    def _head_ns(self) -> int:
        return self._anchor_ns + self._taken * NS_PER_S // SAMPLE_RATE_HZ

    @property
    def _tail_ns(self) -> int:
        return self._anchor_ns + (self._taken + self._held) * NS_PER_S // SAMPLE_RATE_HZ

    def _anchor(self, head_ns: int) -> None:
        self._anchor_ns, self._taken = head_ns, 0

    def _after_dryness(self, stamp_ns: int) -> int:
        """The stamp of a first block after silence; if it came late, there is more slack now."""
        was_dry, self._is_dry = self._is_dry, False
        late_ns = self._tail_ns - stamp_ns
        more_ns = late_ns + _SLACK_STEP_NS
        is_late = was_dry and 0 <= late_ns <= _JUMP_NS
        if not is_late or self._slack_ns + more_ns > _MOST_SLACK_NS:
            return stamp_ns
        self._slack_ns += more_ns
        self._append(np.zeros((_SLACK_STEP_NS * SAMPLE_RATE_HZ // NS_PER_S, 2), np.float32))
        return stamp_ns + more_ns

    def _jump(self, stamp_ns: int, tail_ns: int) -> None:
        """A first block, a gap (silence goes in) or a step back (what was held is void)."""
        gap_ns = stamp_ns - tail_ns
        if self._has_sound and 0 < gap_ns < _MOST_AHEAD_NS:
            silence = np.zeros((gap_ns * SAMPLE_RATE_HZ // NS_PER_S, 2), np.float32)
            self._append(self._corrected(silence))
        else:
            self._samples.clear()
            self._held = 0
            self._anchor(stamp_ns)
            self._resampler = DriftResampler()
        self._has_sound = True
        self._drift.reset()

    def _corrected(self, samples: FloatSamples) -> FloatSamples:
        ratio = self._drift.ratio
        if not self._is_resampling and abs(ratio - 1.0) < _DRIFT_STEP:
            return self._resampler.process(samples, 1.0)
        self._is_resampling = True
        return self._resampler.process(samples, ratio)

    def _append(self, samples: FloatSamples) -> None:
        if samples.shape[0]:
            self._samples.append(samples)
            self._held += samples.shape[0]

    def _block_at(self, media_ns: int) -> FloatSamples:
        out = np.zeros((BLOCK_SAMPLES, 2), np.float32)
        if not self._has_sound:
            return out
        ahead = _nearest_samples(self._head_ns - media_ns)
        if ahead < 0:
            self._skip(-ahead)
            ahead = max(0, _nearest_samples(self._head_ns - media_ns))
        filled = min(ahead, BLOCK_SAMPLES)
        while filled < BLOCK_SAMPLES and self._samples:
            piece = self._samples[0]
            part = piece[: BLOCK_SAMPLES - filled]
            out[filled : filled + part.shape[0]] = part
            filled += part.shape[0]
            self._drop_front(part.shape[0])
        if filled < BLOCK_SAMPLES:
            self._run_dry(media_ns, BLOCK_SAMPLES - filled)
        return out

    def _skip(self, samples: int) -> None:
        """Let go of what came too late to be heard."""
        while samples > 0 and self._samples:
            count = min(samples, self._samples[0].shape[0])
            self._drop_front(count)
            samples -= count

    def _drop_front(self, count: int) -> None:
        piece = self._samples[0]
        if count >= piece.shape[0]:
            self._samples.popleft()
        else:
            self._samples[0] = piece[count:]
        self._held -= count
        self._taken += count

    def _run_dry(self, media_ns: int, missing: int) -> None:
        """Nothing was there in time."""
        self.silent_samples += missing
        self._is_dry = True
        end_ns = media_ns + BLOCK_SAMPLES * NS_PER_S // SAMPLE_RATE_HZ
        if end_ns > self._head_ns:
            self._anchor(end_ns)
