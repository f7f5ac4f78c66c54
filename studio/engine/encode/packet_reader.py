"""One reader of a fan-out: a bounded queue that never breaks a picture's chain of references."""

import threading
import time
from collections import deque
from collections.abc import Callable

from studio.engine.media import MediaPacket, PacketKind


def _ignore(_reader: object) -> None:
    """What a reader without a fan-out tells nobody."""


class PacketReader:
    """Packets for one receiver, oldest first, at most ``capacity``.

    Video comes as a key frame and the frames that follow it, without a gap. When the queue
    is full the oldest group of pictures goes, up to the next key frame in the queue or, if
    there is none, to the next one made; sound goes only when nothing else is held.

    Every packet offered after the first key frame is delivered, held or counted in ``dropped``.
    ``skipped_to_key`` counts how often pictures were skipped.
    """

    def __init__(
        self,
        name: str,
        kinds: frozenset[PacketKind],
        capacity: int = 256,
        needs_key_first: bool = True,
        *,
        on_ready: Callable[[], None] | None = None,
        on_key_needed: Callable[[str], None] = _ignore,
        on_close: Callable[["PacketReader"], None] = _ignore,
    ) -> None:
        if capacity < 1:
            raise ValueError(f"reader {name}: capacity must be at least 1, not {capacity}")
        self.name = name
        self.kinds = kinds
        self.capacity = capacity
        self.dropped = 0
        self.skipped_to_key = 0
        self._on_ready = on_ready
        self._on_key_needed = on_key_needed
        self._on_close = on_close
        self._packets: deque[MediaPacket] = deque()
        self._ready = threading.Condition()
        self._is_closed = False
        self._waits_for_key = needs_key_first and PacketKind.VIDEO in kinds
        self._has_begun = not self._waits_for_key
        self._must_ask = self._waits_for_key

    def __len__(self) -> int:
        return len(self._packets)

    @property
    def is_closed(self) -> bool:
        """Whether no packet comes any more (some may still be held)."""
        return self._is_closed

    def offer(self, packet: MediaPacket) -> None:
        """Take a packet from the fan-out; never waits."""
        with self._ready:
            if self._is_closed or not self._admits(packet):
                return
            was_empty = not self._packets
            self._make_room()
            if not self._admits(packet):  # its key frame was just dropped to make room
                return
            self._packets.append(packet)
            self._ready.notify()
        if was_empty and self._on_ready is not None:
            self._on_ready()

    def get(self, timeout_s: float | None = None) -> MediaPacket | None:
        """The oldest packet; None when the time is over, or closed and empty."""
        self.ask_if_waiting()
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        with self._ready:
            while not self._packets and not self._is_closed:
                remaining = None if deadline is None else deadline - time.monotonic()
                if remaining is not None and remaining <= 0:
                    return None
                self._ready.wait(remaining)
            return self._packets.popleft() if self._packets else None

    def get_nowait(self) -> MediaPacket | None:
        """The oldest packet, or None."""
        self.ask_if_waiting()
        with self._ready:
            return self._packets.popleft() if self._packets else None

    def forget_pictures(self) -> None:
        """Drop what is held of the picture, because a key frame comes next; counted."""
        with self._ready:
            kept = [held for held in self._packets if held.kind is not PacketKind.VIDEO]
            self.dropped += len(self._packets) - len(kept)
            self._packets = deque(kept)

    def ask_if_waiting(self) -> None:
        """Ask for a key frame, once, if the next picture must be one.

        Asked when the receiver reads and not when it drops: one that is stuck would
        otherwise cost everybody else a key frame a second.
        """
        with self._ready:
            must_ask, self._must_ask = self._must_ask, False
        if must_ask:
            self._on_key_needed(self.name)

    def abandon(self) -> None:
        """Close without telling the receiver, which is gone."""
        self._on_ready = None
        self.close()

    def close(self) -> None:
        """Take nothing more and wake whoever waits; may be called twice."""
        with self._ready:
            if self._is_closed:
                return
            self._is_closed = True
            self._ready.notify_all()
        self._on_close(self)
        if self._on_ready is not None:
            self._on_ready()

    def _admits(self, packet: MediaPacket) -> bool:
        if packet.kind is not PacketKind.VIDEO or not self._waits_for_key:
            return True
        if packet.is_key:
            self._waits_for_key = False
            self._has_begun = True
            self._must_ask = False
            return True
        if self._has_begun:
            self.dropped += 1
        return False

    def _make_room(self) -> None:
        if len(self._packets) < self.capacity:
            return
        if any(held.kind is PacketKind.VIDEO for held in self._packets):
            self._drop_oldest_pictures()
        else:
            self._packets.popleft()
            self.dropped += 1

    def _drop_oldest_pictures(self) -> None:
        kept: deque[MediaPacket] = deque()
        has_dropped = has_next_key = False
        for held in self._packets:
            is_next_key = held.kind is PacketKind.VIDEO and held.is_key and has_dropped
            has_next_key = has_next_key or is_next_key
            if held.kind is not PacketKind.VIDEO or has_next_key:
                kept.append(held)
            else:
                has_dropped = True
                self.dropped += 1
        self._packets = kept
        self.skipped_to_key += 1
        if not has_next_key:
            self._waits_for_key = True
            self._must_ask = True
