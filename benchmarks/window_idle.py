"""What the whole window costs while nobody touches it: docks, meters, live preview, one studio."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from benchmarks.report import spread, write_result
from tests.support.display import PrivateDisplay
from tests.support.studio import RunningStudio

_SETTLES_S = 8.0


def _percent(window: "subprocess.Popen[bytes]", seconds: float) -> float:
    process = psutil.Process(window.pid)
    before, began = sum(process.cpu_times()[:2]), time.monotonic()
    time.sleep(seconds)
    return 100 * (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - began)


def main() -> None:
    """The demo show runs in a studio of its own; the window attaches to it."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=6.0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, PrivateDisplay() as display:
        data = Path(folder)
        with RunningStudio(data, "--demo", environment=display.environment()):
            command = [sys.executable, "-m", "studio", "studio", "--data", str(data)]
            with subprocess.Popen(command, env=display.environment()) as window:
                try:
                    time.sleep(_SETTLES_S)
                    found = [_percent(window, chosen.seconds) for _ in range(chosen.rounds)]
                finally:
                    window.kill()
    write_result(
        "window_idle",
        "the window's share of a core, the demo show running, nobody touching anything",
        "window and the preview's part of the engine together <= 8 %",
        {"window_percent_of_a_core": spread(found)},
    )


if __name__ == "__main__":
    main()
