"""Transport-wide congestion control feedback: which packets arrived, and when.

The format is draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1, which browsers speak.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_RTPFB = 205
_TRANSPORT_CC = 15
_NOT_RECEIVED, _SMALL_DELTA, _LARGE_DELTA = 0, 1, 2
_DELTA_S = 0.000_25
_REFERENCE_S = 0.064
_REFERENCE_COUNT = 1 << 24  # a signed field of 24 bits, which goes round


@dataclass(frozen=True, slots=True)
class Arrival:
    """One packet: ``at_s`` on the receiver's own clock, None when it has not arrived."""

    sequence: int
    at_s: float | None


def arrivals_in(compound: bytes) -> list[Arrival]:
    """What a compound RTCP packet says of arrivals; nothing for anything malformed."""
    found: list[Arrival] = []
    for kind, count, payload in _packets(compound):
        if kind == _RTPFB and count == _TRANSPORT_CC and len(payload) >= 16:
            try:
                found += _arrivals(payload[8:])
            except (struct.error, IndexError):
                return found  # cut short: what could be read stands
    return found


def _packets(compound: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(compound):
        first, kind, words = struct.unpack_from("!BBH", compound, at)
        end = at + 4 + words * 4
        if end > len(compound) or first >> 6 != 2:
            return
        yield kind, first & 0x1F, compound[at + 4 : end]
        at = end


def _arrivals(fci: bytes) -> list[Arrival]:
    base, count = struct.unpack_from("!HH", fci)
    reference = int.from_bytes(fci[4:7], "big", signed=True) % _REFERENCE_COUNT
    statuses, at = _statuses(fci, count)
    now_s = reference * _REFERENCE_S
    found = []
    for index, status in enumerate(statuses):
        at_s = None
        if status == _SMALL_DELTA:
            now_s += fci[at] * _DELTA_S
            at, at_s = at + 1, now_s
        elif status == _LARGE_DELTA:
            now_s += struct.unpack_from("!h", fci, at)[0] * _DELTA_S
            at, at_s = at + 2, now_s
        found.append(Arrival((base + index) & 0xFFFF, at_s))
    return found


def _statuses(fci: bytes, count: int) -> tuple[list[int], int]:
    """The status of each packet, and where the times begin."""
    found: list[int] = []
    at = 8
    while len(found) < count:
        (chunk,) = struct.unpack_from("!H", fci, at)
        at += 2
        if not chunk >> 15:
            found += [chunk >> 13 & 3] * (chunk & 0x1FFF)
        elif chunk >> 14 & 1:
            found += [chunk >> shift & 3 for shift in range(12, -2, -2)]
        else:
            found += [chunk >> shift & 1 for shift in range(13, -1, -1)]
    return found[:count], at
