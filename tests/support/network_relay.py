"""A bad line between two network interfaces: loses, delays, limits; a process of its own.

Started by `network_trouble` inside a namespace that holds both interfaces. Reads one `Line` as
JSON from each line of its input and says "ok" when it holds.
"""

import heapq
import json
import random
import select
import socket
import sys
import time
from dataclasses import asdict, dataclass

_ALL_FRAMES = 0x0003  # ETH_P_ALL
_OUTGOING = 4  # PACKET_OUTGOING: what this process has sent itself
_IPV4, _UDP = b"\x08\x00", 17


@dataclass(frozen=True, slots=True)
class Line:
    """How bad the line is, each way alike; ``rate_bps`` 0 has no limit and counts downstream.

    ``delay_ms`` and ``jitter_ms`` hold one way, and frames keep their order unless
    ``is_reordering``. ``queue_ms``: what a limited line holds before it drops.
    """

    loss: float = 0.0
    delay_ms: float = 0.0
    jitter_ms: float = 0.0
    rate_bps: int = 0
    queue_ms: float = 400.0
    is_reordering: bool = False


class _Way:
    """One direction."""

    def __init__(self, to: socket.socket, *, has_limit: bool) -> None:
        self.to = to
        self._has_limit = has_limit
        self._busy_until_s = 0.0
        self._last_s = 0.0

    def leaves_at(self, frame: bytes, line: Line, now_s: float) -> float | None:
        """When the frame comes out at the other end; None: never."""
        is_datagram = frame[12:14] == _IPV4 and len(frame) > 23 and frame[23] == _UDP
        if is_datagram and random.random() < line.loss:
            return None
        at_s = now_s
        if line.rate_bps and self._has_limit:
            begin_s = max(now_s, self._busy_until_s)
            if begin_s - now_s > line.queue_ms / 1000:
                return None
            at_s = self._busy_until_s = begin_s + len(frame) * 8 / line.rate_bps
        at_s += (line.delay_ms + random.uniform(-line.jitter_ms, line.jitter_ms)) / 1000
        if not line.is_reordering:
            at_s = self._last_s = max(at_s, self._last_s)
        return at_s


def run(down: str, up: str) -> None:
    """Forward between the studio's and the viewer's interface until the input ends."""
    ends = [
        socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ALL_FRAMES)) for _ in "ab"
    ]
    for end, name in zip(ends, (down, up), strict=True):
        end.bind((name, 0))
        end.setblocking(False)
    ways = {ends[0]: _Way(ends[1], has_limit=True), ends[1]: _Way(ends[0], has_limit=False)}
    line = Line()
    waiting: list[tuple[float, int, socket.socket, bytes]] = []
    count = 0
    while True:
        pause_s = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 1.0
        readable: list[object]
        readable, _, _ = select.select([*ends, sys.stdin], [], [], pause_s)
        if sys.stdin in readable:
            said = sys.stdin.readline()
            if not said:
                return
            line = Line(**json.loads(said))
            sys.stdout.write("ok\n")
            sys.stdout.flush()
        for end in [one for one in ends if one in readable]:
            while (frame := _take(end)) is not None:
                at_s = ways[end].leaves_at(frame, line, time.monotonic())
                if at_s is not None and frame:
                    count += 1
                    heapq.heappush(waiting, (at_s, count, ways[end].to, frame))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, to, frame = heapq.heappop(waiting)
            to.send(frame)


def _take(end: socket.socket) -> bytes | None:
    """The next frame that arrived; empty for one that went out, None when there is no more."""
    try:
        frame, address = end.recvfrom(65_536)
    except BlockingIOError:
        return None
    return b"" if address[2] == _OUTGOING else frame


def told(line: Line) -> str:
    """The line as `run` reads it."""
    return json.dumps(asdict(line)) + "\n"


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2])
