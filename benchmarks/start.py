"""How long from the command to the first window, and to a demo show that can be watched."""

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.report import spread, write_result
from studio.engine.sources.x11 import X11Display
from studio.processes.launch import end_all
from tests.support.display import PrivateDisplay
from tests.support.studio import RunningStudio

_PATIENCE_S = 60.0


def _first_window_s(display: PrivateDisplay, data_dir: Path) -> float:
    """From starting the command until a window with our name is on the screen."""
    environment = {**display.environment(), "HAWKER_LOOPBACK_ONLY": "1"}
    command = [sys.executable, "-m", "studio", "studio", "--demo", "--data", str(data_dir)]
    began = time.monotonic()
    window = subprocess.Popen(command, env=environment)
    try:
        while not _is_shown(display):
            assert time.monotonic() < began + _PATIENCE_S, "no window came"
            time.sleep(0.02)
        return time.monotonic() - began
    finally:
        window.kill()
        window.wait(10)
        end_all(data_dir)


def _is_shown(display: PrivateDisplay) -> bool:
    with X11Display(display.name) as screen:
        return any(window.title == "Hawker" for window in screen.windows())


def _demo_show_s(data_dir: Path) -> float:
    """From starting the command until the page answers and the show is live."""
    began = time.monotonic()
    with RunningStudio(data_dir, "--demo") as studio:
        with urllib.request.urlopen(studio.viewer_url, timeout=20) as page:
            assert page.status == 200
        assert studio.snapshot().stats.frames.rendered >= 0
        return time.monotonic() - began


def main() -> None:
    """Take turns."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    windows: list[float] = []
    shows: list[float] = []
    with tempfile.TemporaryDirectory() as place, PrivateDisplay() as display:
        for number in range(chosen.rounds):
            windows.append(_first_window_s(display, Path(place) / f"window-{number}"))
            shows.append(_demo_show_s(Path(place) / f"show-{number}"))
    write_result(
        "start",
        "from the command to the first window; to the demo show live and its page served",
        "<= 3 s and <= 6 s, reach for 2 and 4",
        {"first_window_s": spread(windows), "demo_show_s": spread(shows)},
    )


if __name__ == "__main__":
    main()
