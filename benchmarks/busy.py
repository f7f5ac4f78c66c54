"""When a picture is finished after its tick, while another program wants a whole core."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desk import make_camera_film, show_of, start_moving_window, write_desk
from benchmarks.report import spread, write_result
from tests.support.display import PrivateDisplay
from tests.support.studio import RunningStudio

_WARM_S = 5.0
_BURN = "while True: pass"


def main() -> None:
    """Idle and busy by turns, in one studio."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=float, default=15.0)
    chosen = options.parse_args()
    done: dict[str, list[float]] = {"idle": [], "busy": []}
    skipped = {"idle": 0, "busy": 0}
    pictures = {"idle": 0, "busy": 0}
    with tempfile.TemporaryDirectory() as place, PrivateDisplay() as display:
        film = Path(place) / "camera.mp4"
        make_camera_film(film)
        write_desk(Path(place) / "data", show_of(film))
        moving = start_moving_window(display)
        with RunningStudio(Path(place) / "data", environment=display.environment()) as studio:
            time.sleep(_WARM_S)
            for _ in range(chosen.rounds):
                for kind in ("idle", "busy"):
                    command = [sys.executable, "-c", _BURN if kind == "busy" else "input()"]
                    with subprocess.Popen(command, stdin=subprocess.PIPE) as other:
                        before = studio.snapshot().stats.frames
                        time.sleep(chosen.seconds)
                        after = studio.snapshot().stats.frames
                        other.kill()
                    done[kind].append(after.done_p99_ms)
                    skipped[kind] += after.skipped - before.skipped
                    pictures[kind] += after.rendered - before.rendered
        moving.terminate()
        moving.wait(10)
    _write(done, skipped, pictures)


def _write(done: dict[str, list[float]], skipped: dict[str, int], pictures: dict[str, int]) -> None:
    write_result(
        "busy",
        "picture finished after its tick, p99, while a second process is busy at 100 %",
        "<= 45 ms and 0 skipped, reach for 33 ms",
        {
            f"{kind}_{what}": value
            for kind in done
            for what, value in (
                ("done_p99_ms", spread(done[kind])),
                ("skipped", skipped[kind]),
                ("pictures", pictures[kind]),
            )
        },
    )


if __name__ == "__main__":
    main()
