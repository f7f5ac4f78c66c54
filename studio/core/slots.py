"""Crossings between threads: the newest value, and a bounded queue that counts its drops."""

import threading
import time
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class LatestSlot(Generic[T]):
    """Holds one value; the newest wins, and one that nobody read is counted as dropped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value: T | None = None
        self._was_read = True
        self.dropped = 0

    def put(self, value: T) -> None:
        """Replace what is held."""
        with self._lock:
            if not self._was_read:
                self.dropped += 1
            self._value = value
            self._was_read = False

    def get(self) -> T | None:
        """The newest value, which stays; None before the first ``put`` and after ``clear``."""
        with self._lock:
            self._was_read = True
            return self._value

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._value = None
            self._was_read = True


class BoundedQueue(Generic[T]):
    """First in, first out, at most ``capacity``; when full the oldest goes and is counted.

    ``close`` wakes every waiting reader; a closed queue still gives what it holds.
    """

    def __init__(self, name: str, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"queue {name}: capacity must be at least 1, not {capacity}")
        self.name = name
        self.capacity = capacity
        self.dropped = 0
        self._items: deque[T] = deque()
        self._ready = threading.Condition()
        self._is_closed = False

    def __len__(self) -> int:
        return len(self._items)

    @property
    def is_closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._is_closed

    def put(self, item: T) -> bool:
        """Add at the end; False if the oldest item had to go, or the queue is closed."""
        with self._ready:
            if self._is_closed:
                return False
            is_full = len(self._items) >= self.capacity
            if is_full:
                self._items.popleft()
                self.dropped += 1
            self._items.append(item)
            self._ready.notify()
            return not is_full

    def get(self, timeout_s: float | None = None) -> T | None:
        """The oldest item; None when the time is over or the queue is closed and empty."""
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        with self._ready:
            while not self._items:
                if self._is_closed:
                    return None
                remaining = None if deadline is None else deadline - time.monotonic()
                if remaining is not None and remaining <= 0:
                    return None
                self._ready.wait(remaining)
            return self._items.popleft()

    def drain(self) -> list[T]:
        """All items at once; the queue is empty afterwards."""
        with self._ready:
            items = list(self._items)
            self._items.clear()
            return items

    def close(self) -> None:
        """Take nothing more and wake whoever waits."""
        with self._ready:
            self._is_closed = True
            self._ready.notify_all()
