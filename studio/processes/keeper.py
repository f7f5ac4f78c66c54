"""Keeps the hub alive: a tiny process of the standard library alone, so that little can fail.

Reads the hub's start line, starts the hub, and starts it again when it dies; at most five
times in a minute. A hub that ends with status 0 was told to, and so the keeper ends too.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from types import FrameType

MOST_RESTARTS = 5
WINDOW_S = 60.0
GAVE_UP = 75  # EX_TEMPFAIL


class Keeper:
    """One hub at a time."""

    def __init__(self, line: dict[str, object], command: list[str]) -> None:
        self._line = {**line, "keeper_pid": os.getpid()}
        self._command = command
        self._hub: subprocess.Popen[bytes] | None = None
        self._is_ending = False

    def run(self) -> int:
        """Until the hub ends as it was told to (0), or dies too often (75)."""
        starts: list[float] = []
        while True:
            status = self._run_hub()
            if status == 0 or self._is_ending:
                return 0
            now = time.monotonic()
            starts = [start for start in starts if start > now - WINDOW_S]
            if len(starts) >= MOST_RESTARTS:
                print("the hub ended six times within a minute; see log/hub.log", file=sys.stderr)
                return GAVE_UP
            starts.append(now)

    def end(self) -> None:
        """Tell the hub to end."""
        self._is_ending = True
        hub = self._hub
        if hub is not None and hub.poll() is None:
            hub.terminate()

    def _run_hub(self) -> int:
        self._hub = subprocess.Popen(self._command, stdin=subprocess.PIPE)
        if self._is_ending:  # the signal came while there was no hub to hand it to
            self._hub.terminate()
        stdin = self._hub.stdin
        if stdin is not None:
            with contextlib.suppress(OSError), stdin:  # it may have died already
                stdin.write(json.dumps(self._line).encode() + b"\n")
        return self._hub.wait()


def main() -> int:
    """Read the line, keep the hub."""
    line = json.loads(sys.stdin.buffer.readline())
    keeper = Keeper(line, [sys.executable, "-m", "studio.processes.hub"])

    def end(_number: int, _frame: FrameType | None) -> None:
        keeper.end()

    signal.signal(signal.SIGTERM, end)
    # Ctrl-C reaches the whole terminal; the program in front ends the keeper in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return keeper.run()


if __name__ == "__main__":
    raise SystemExit(main())
