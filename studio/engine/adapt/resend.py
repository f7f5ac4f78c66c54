"""What was sent lately, to be sent again when it was lost; not twice within a round trip."""

from collections import OrderedDict
from typing import Generic, TypeVar

_KEPT_PACKETS = 2048  # seven seconds at 2.5 Mb/s
_LEAST_GAP_S = 0.03
_GAP_SHARE = 0.8  # of a round trip: the report of the first try may be on its way
_MOST_TRIES = 8
T = TypeVar("T")


class ResendStore(Generic[T]):
    """Packets by their 16-bit sequence number; the oldest go when it is full."""

    def __init__(self, kept_packets: int = _KEPT_PACKETS) -> None:
        self._kept_packets = kept_packets
        self._packets: OrderedDict[int, T] = OrderedDict()
        self._tries: dict[int, tuple[int, float]] = {}

    def add(self, sequence: int, packet: T) -> None:
        """Remember a packet that goes out now."""
        self._packets.pop(sequence, None)
        self._tries.pop(sequence, None)
        self._packets[sequence] = packet
        if len(self._packets) > self._kept_packets:
            oldest, _ = self._packets.popitem(last=False)
            self._tries.pop(oldest, None)

    def lost(self, sequence: int, now_s: float, round_trip_s: float) -> T | None:
        """The packet to send again, if it is known and was not sent again just now."""
        packet = self._packets.get(sequence)
        if packet is None:
            return None
        tries, tried_s = self._tries.get(sequence, (0, -1e9))
        gap_s = max(_LEAST_GAP_S, round_trip_s * _GAP_SHARE)
        if tries >= _MOST_TRIES or now_s - tried_s < gap_s:
            return None
        self._tries[sequence] = (tries + 1, now_s)
        return packet

    def newest(self) -> T | None:
        """The last one added."""
        if not self._packets:
            return None
        return self._packets[next(reversed(self._packets))]
