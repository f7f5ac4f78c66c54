"""A whole studio for a test: `hawker serve` in its own process, on loopback, asked by messages."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from studio.core.messages.requests import GetSnapshot, Request
from studio.core.messages.results import Result, Snapshot
from studio.core.paths import runtime_dir_of
from studio.core.running import EngineCard, HubCard, read_live_card
from studio.processes.launch import ask_once

_READY_S = 30.0
CardT = TypeVar("CardT", EngineCard, HubCard)


class RunningStudio:
    """Started as a user would start it; ended by the signal that a user's Ctrl-C sends."""

    def __init__(self, data_dir: Path, *arguments: str, environment: dict[str, str] | None = None):
        self.data_dir = data_dir
        self._arguments = arguments
        self._environment = environment or dict(os.environ)

    def __enter__(self) -> Self:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "studio", "serve", "--data", str(self.data_dir)),
                *("--listen", "127.0.0.1:0", *self._arguments),
            ],
            stdout=subprocess.PIPE,
            env={"HAWKER_LOOPBACK_ONLY": "1", **self._environment},
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"the studio did not start:\n{self.logs()}"
        self.ready: dict[str, Any] = json.loads(line)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            assert self.process.stdout is not None
            self.process.stdout.close()

    @property
    def viewer_url(self) -> str:
        """The page's address."""
        return str(self.ready["viewer_url"])

    def ask(self, request: Request) -> Result:
        """Ask the hub."""
        # On a thread of its own: a browser's driver may hold this one's event loop.
        with ThreadPoolExecutor(1, "ask") as hand:
            return hand.submit(ask_once, self.data_dir, request).result()

    def snapshot(self) -> Snapshot:
        """The whole state."""
        answer = self.ask(GetSnapshot())
        assert isinstance(answer, Snapshot)
        return answer

    def skipped(self) -> int:
        """Pictures that the engine had no time for until now: a busy machine's, and counted."""
        before = self.snapshot().stats
        deadline = time.monotonic() + _READY_S
        while time.monotonic() < deadline:
            # Sent once a second: the second after the next holds all that happened until now.
            time.sleep(0.2)
            after = self.snapshot().stats
            if after.frames.rendered > before.frames.rendered:
                return after.frames.skipped
        raise AssertionError(f"the engine counts nothing any more:\n{self.logs()}")

    def hub(self) -> HubCard:
        """The hub that runs now; waits for one."""
        return self._card(HubCard)

    def engine(self) -> EngineCard:
        """The engine that runs now; waits for one."""
        return self._card(EngineCard)

    def logs(self) -> str:
        """What the processes wrote down."""
        files = sorted((self.data_dir / "log").glob("*.log"))
        return "\n".join(f"--- {file.name}\n{file.read_text()}" for file in files)

    def _card(self, kind: type[CardT]) -> CardT:
        deadline = time.monotonic() + _READY_S
        while time.monotonic() < deadline:
            card = read_live_card(runtime_dir_of(self.data_dir), kind)
            if card is not None:
                return card
            time.sleep(0.02)
        raise AssertionError(f"there is no {kind.__name__}:\n{self.logs()}")
