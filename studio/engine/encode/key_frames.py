"""When a requested key frame is made: the first at once, a storm of requests once a second."""

import threading

from studio.core.clock import NS_PER_S

_BURST = 2.0
_PER_S = 1.0


class KeyFrameGate:
    """Collects requests from any thread; the encoding thread asks before each picture.

    One key frame answers every request made before it. On average one a second is made on
    request, with one in reserve, so that who joins right after another is not kept waiting.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_wanted = False
        self._credit = _BURST
        self._credited_ns: int | None = None

    def request(self) -> None:
        """Somebody cannot go on without a key frame."""
        with self._lock:
            self._is_wanted = True

    def take(self, now_ns: int) -> bool:
        """Whether the picture that is encoded now must be a key frame."""
        with self._lock:
            self._refill(now_ns)
            if not self._is_wanted or self._credit < 1.0:
                return False
            self._credit -= 1.0
            self._is_wanted = False
            return True

    def made(self) -> None:
        """A key frame was made for another reason, which answers the requests as well."""
        with self._lock:
            self._is_wanted = False

    def _refill(self, now_ns: int) -> None:
        if self._credited_ns is not None:
            passed_s = max(0, now_ns - self._credited_ns) / NS_PER_S
            self._credit = min(_BURST, self._credit + passed_s * _PER_S)
        self._credited_ns = now_ns
