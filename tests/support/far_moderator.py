"""A moderator at another machine: the real window in a process and a namespace of its own.

It is driven by keys as a hand presses them. What it sees is known as the team knows it: by the
message that it says it looks at.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.display import PrivateDisplay

_PATIENCE_S = 40.0
_STEP_S = 0.1
_MOST_STEPS = 40
_TITLE = "Hawker"


class FarModerator:
    """``command``: what starts a program over there. ``looks_at``: lane and message, as told."""

    def __init__(
        self,
        command: list[str],
        data_dir: Path,
        pair: str,
        looks_at: Callable[[], tuple[str, str]],
        wait: Callable[[Callable[[], bool]], None],
    ) -> None:
        self._command = [*command, sys.executable, "-m", "studio", "moderate"]
        self._command += ["--data", str(data_dir), *(["--pair", pair] if pair else [])]
        self._looks_at = looks_at
        self._wait = wait
        self._display = PrivateDisplay(1440, 900)
        self._log = data_dir / "moderator.log"
        data_dir.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        self._display.__enter__()
        environment = {**self._display.environment(), "LC_ALL": "C.UTF-8"}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(self._command, env=environment, stderr=log)
        self._window = self._find()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._display.__exit__(kind, error, trace)

    def press(self, *keys: str) -> None:
        """One after the other, each as X calls it."""
        self._xdotool("key", "--delay", "30", *keys)

    def type(self, words: str) -> None:
        """Letter by letter."""
        self._xdotool("type", "--delay", "15", words)

    def choose(self, lane_key: str, message_id: str) -> None:
        """Go to a lane and through it until that message is the chosen one."""
        self.press(lane_key, "End")
        for step in range(_MOST_STEPS):
            if self._is_at(message_id):
                return
            self.press("k" if step < _MOST_STEPS // 2 else "j")
            time.sleep(_STEP_S)
        raise AssertionError(f"the moderator does not see {message_id}; {self._looks_at()}")

    def picture(self, path: Path) -> None:
        """What stands on its screen."""
        command = ["ffmpeg", "-v", "error", "-y", "-f", "x11grab", "-video_size", "1440x900"]
        command += ["-i", self._display.name, "-frames:v", "1", str(path)]
        subprocess.run(command, check=True)

    def _is_at(self, message_id: str) -> bool:
        deadline = time.monotonic() + 1.0
        while time.monotonic() < deadline:
            if self._looks_at()[1] == message_id:
                return True
            time.sleep(_STEP_S / 2)
        return False

    def _find(self) -> str:
        """Its window, with the keys."""
        found: list[str] = []

        def is_there() -> bool:
            assert self._process.poll() is None, self._log.read_text()
            asked = self._xdotool("search", "--onlyvisible", "--name", _TITLE, is_checked=False)
            found[:] = asked.split()
            return bool(found)

        self._wait(is_there)
        self._xdotool("windowfocus", "--sync", found[0])
        return found[0]

    def _xdotool(self, *arguments: str, is_checked: bool = True) -> str:
        environment = {**os.environ, "DISPLAY": self._display.name}
        done = subprocess.run(
            ["xdotool", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=is_checked,
            timeout=_PATIENCE_S,
        )
        return done.stdout
