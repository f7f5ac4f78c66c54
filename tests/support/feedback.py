"""Transport-wide feedback as a browser writes it, for tests."""

import struct
from collections.abc import Sequence

_TICKS_PER_MS = 4


def feedback(
    came: Sequence[int], first: int = 0, took_ms: Sequence[float] = (), reference: int = 0
) -> bytes:
    """A packet that says of each number from ``first`` on whether it ``came`` (0 or 1).

    ``took_ms``: between the arrivals of those that came; the first counts from the reference.
    """
    steps = [round(ms * _TICKS_PER_MS) for ms in took_ms] or [4] * sum(came)
    statuses = iter(2 if step < 0 or step > 255 else 1 for step in steps)
    symbols = [next(statuses) if one else 0 for one in came]
    body = struct.pack("!HH", first, len(came)) + reference.to_bytes(3, "big") + b"\0"
    for at in range(0, len(symbols), 7):
        some = [*symbols[at : at + 7], *[0] * 7][:7]
        chunk = 0b11 << 14
        for place, symbol in enumerate(some):
            chunk |= symbol << (12 - 2 * place)
        body += struct.pack("!H", chunk)
    for step in steps:
        body += struct.pack("!h", step) if step < 0 or step > 255 else bytes([step])
    body += b"\0" * (-len(body) % 4)
    payload = struct.pack("!LL", 1, 2) + body
    return struct.pack("!BBH", 0x80 | 15, 205, len(payload) // 4) + payload
