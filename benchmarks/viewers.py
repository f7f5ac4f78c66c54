"""What one more viewer costs: engine and hub with eight viewers more, and without, by turns."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desk import (
    BITRATE_BPS,
    cpu_percent,
    make_camera_film,
    pids_of,
    show_of,
    write_desk,
)
from benchmarks.report import spread, write_result
from tests.support.studio import RunningStudio

_MORE = 8
_SETTLE_S = 3.0


def _crowd(url: str, count: int) -> "subprocess.Popen[bytes]":
    crowd = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crowd", url, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert crowd.stdout is not None
    assert crowd.stdout.readline(), "the viewers did not come"
    return crowd


def _leave(crowd: "subprocess.Popen[bytes]") -> None:
    crowd.communicate(timeout=30)


def main() -> None:
    """Take turns; the bar stands against the mean of the eight."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=8.0)
    chosen = options.parse_args()
    alone: list[float] = []
    together: list[float] = []
    rates: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        film = Path(place) / "camera.mp4"
        make_camera_film(film, noise=30)
        write_desk(Path(place) / "data", show_of(film, has_screen=False))
        with RunningStudio(Path(place) / "data") as studio:
            url, pids = str(studio.ready["whep_url"]), pids_of(studio)
            first = _crowd(url, 1)
            for _ in range(chosen.rounds):
                time.sleep(_SETTLE_S)
                alone.append(cpu_percent(pids, chosen.seconds))
                more = _crowd(url, _MORE)
                time.sleep(_SETTLE_S)
                together.append(cpu_percent(pids, chosen.seconds))
                stats = studio.snapshot().stats
                rates += [viewer.sent_bps for viewer in stats.viewers]
                _leave(more)
            _leave(first)
    each = [(many - one) / _MORE for many, one in zip(together, alone, strict=True)]
    write_result(
        "viewers",
        f"CPU of engine and hub for one more viewer at {BITRATE_BPS / 1e6} Mbps (mean of {_MORE})",
        "<= 3 % of a core, reach for 1 %",
        {
            "each_percent_of_a_core": round(statistics.median(each), 2),
            "each": spread(each),
            "with_one_viewer_percent": spread(alone),
            "with_nine_viewers_percent": spread(together),
            "sent_bps": spread(rates),
        },
    )


if __name__ == "__main__":
    main()
