"""Where a guest's pictures and sound wait for their source: one bounded feed a link."""

import threading

from studio.core.slots import BoundedQueue
from studio.engine.sources.base import Reading

WAITING = "waiting for the phone to connect"
_CAPACITY = 64


class GuestFeed:
    """Filled on the guests' loop, emptied on the source's thread."""

    def __init__(self, link_id: str) -> None:
        self._queue: BoundedQueue[Reading] = BoundedQueue(f"guest {link_id}", _CAPACITY)
        self._lock = threading.Lock()
        self._reason = WAITING
        self._is_open = False

    @property
    def is_open(self) -> bool:
        """Whether somebody sends."""
        return self._is_open

    @property
    def reason(self) -> str:
        """Why nobody sends, in a sentence."""
        return self._reason

    @property
    def dropped(self) -> int:
        """Readings that nobody took in time."""
        return self._queue.dropped

    def begin(self) -> None:
        """Somebody begins to send."""
        with self._lock:
            self._queue.drain()
            self._is_open = True

    def end(self, reason: str) -> None:
        """Nobody sends any more."""
        with self._lock:
            self._is_open = False
            self._reason = reason
            self._queue.drain()

    def put(self, reading: Reading) -> None:
        """A picture or a block of sound; the oldest goes when there is no room."""
        if self._is_open:
            self._queue.put(reading)

    def get(self, timeout_s: float) -> Reading | None:
        """The oldest; None when the time is over."""
        return self._queue.get(timeout_s)


class GuestLobby:
    """Feeds by link; made when first asked for. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._feeds: dict[str, GuestFeed] = {}

    def feed(self, link_id: str) -> GuestFeed:
        """The feed of that link."""
        with self._lock:
            return self._feeds.setdefault(link_id, GuestFeed(link_id))
