"""Running figures of an encoder: bits per second and percentiles of the last frames."""

import math
import threading
from collections import deque

from studio.core.clock import NS_PER_MS, NS_PER_S


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` (0-1) of ``values`` do not exceed (nearest rank); 0 for none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = math.ceil(share * len(ordered) - 1e-9)  # 0.07 * 100 is a little more than 7
    return ordered[min(len(ordered), max(1, rank)) - 1]


class RateMeter:
    """Bits per second over the last ``window_s``; not for several threads at once."""

    def __init__(self, window_s: float = 2.0) -> None:
        self._window_ns = round(window_s * NS_PER_S)
        self._sizes: deque[tuple[int, int]] = deque()
        self._bytes = 0
        self._began_ns: int | None = None

    def add(self, size_bytes: int, now_ns: int) -> None:
        """Count what was sent now."""
        if self._began_ns is None:
            self._began_ns = now_ns
        self._sizes.append((now_ns, size_bytes))
        self._bytes += size_bytes
        self._forget(now_ns)

    def bps(self, now_ns: int) -> int:
        """The rate up to now; over the time since the first byte while that is shorter."""
        self._forget(now_ns)
        if self._began_ns is None:
            return 0
        span_ns = min(self._window_ns, now_ns - self._began_ns)
        return self._bytes * 8 * NS_PER_S // span_ns if span_ns > 0 else 0

    def _forget(self, now_ns: int) -> None:
        while self._sizes and self._sizes[0][0] <= now_ns - self._window_ns:
            self._bytes -= self._sizes.popleft()[1]


class EncodeFigures:
    """What one rendition has done; written by the encoding thread, read by any."""

    def __init__(self, kept_frames: int = 300) -> None:
        self.key_frames = 0
        self.fallbacks = 0
        self._lock = threading.Lock()
        self._rate = RateMeter()
        self._encode_ms: deque[float] = deque(maxlen=kept_frames)
        self._done_ms: deque[float] = deque(maxlen=kept_frames)

    def add_frame(self, encode_ns: int, done_after_tick_ns: int) -> None:
        """One picture: time inside the encoder, and from its tick to its packet's publication."""
        with self._lock:
            self._encode_ms.append(encode_ns / NS_PER_MS)
            self._done_ms.append(done_after_tick_ns / NS_PER_MS)

    def add_packet(self, size_bytes: int, is_key: bool, now_ns: int) -> None:
        """One packet that was published."""
        with self._lock:
            self._rate.add(size_bytes, now_ns)
            self.key_frames += is_key

    def bps(self, now_ns: int) -> int:
        """What really went out over the last two seconds."""
        with self._lock:
            return self._rate.bps(now_ns)

    def encode_ms(self, share: float) -> float:
        """A percentile (0-1) of the time inside the encoder."""
        return percentile(self._copy(self._encode_ms), share)

    def done_ms(self, share: float) -> float:
        """A percentile (0-1) of the time from tick to publication."""
        return percentile(self._copy(self._done_ms), share)

    def _copy(self, values: deque[float]) -> list[float]:
        with self._lock:
            return list(values)
