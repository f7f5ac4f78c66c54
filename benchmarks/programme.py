"""CPU of engine and hub against one ffmpeg that captures, overlays and encodes the same."""

import argparse
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.desk import (
    cpu_percent,
    ffmpeg_command,
    make_camera_film,
    pids_of,
    show_of,
    start_moving_window,
    write_desk,
)
from benchmarks.report import spread, write_result
from tests.support.display import PrivateDisplay
from tests.support.studio import RunningStudio

_WARM_S = 4.0


def _studio_round(folder: Path, display: PrivateDisplay, seconds: float) -> dict[str, Any]:
    with RunningStudio(folder, environment=display.environment()) as studio:
        time.sleep(_WARM_S)
        before = studio.snapshot().stats.frames
        percent = cpu_percent(pids_of(studio), seconds)
        stats = studio.snapshot().stats
        return {
            "cpu": percent,
            "pictures": stats.frames.rendered - before.rendered,
            "skipped": stats.frames.skipped - before.skipped,
            "encoder": f"{stats.encoder.name} {stats.encoder.preset}",
            "states": sorted({status.state.name for status in stats.sources}),
        }


def _ffmpeg_round(display: PrivateDisplay, film: Path, seconds: float) -> float:
    with subprocess.Popen(ffmpeg_command(display, film), stdout=subprocess.DEVNULL) as process:
        try:
            time.sleep(_WARM_S)
            return cpu_percent([process.pid], seconds)
        finally:
            process.terminate()


def main() -> None:
    """Take turns; the bar stands against the median of the ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=10.0)
    chosen = options.parse_args()
    ours: list[dict[str, Any]] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as place, PrivateDisplay() as display:
        film = Path(place) / "camera.mp4"
        make_camera_film(film)
        write_desk(Path(place) / "data", show_of(film))
        moving = start_moving_window(display)
        try:
            for _ in range(chosen.rounds):
                ours.append(_studio_round(Path(place) / "data", display, chosen.seconds))
                theirs.append(_ffmpeg_round(display, film, chosen.seconds))
        finally:
            moving.terminate()
            moving.wait(10)
    ratios = [one["cpu"] / other for one, other in zip(ours, theirs, strict=True)]
    write_result(
        "programme",
        "CPU of engine and hub, 1080p screen + camera + card + ticker -> 720p30 x264 veryfast "
        "with sound and preview, against ffmpeg doing capture + overlay + encode",
        "ratio <= 1.0, reach for 0.75",
        {
            "ratio": round(statistics.median(ratios), 3),
            "ratios": spread(ratios),
            "studio_cpu_percent": spread([one["cpu"] for one in ours]),
            "ffmpeg_cpu_percent": spread(theirs),
            "studio_rounds": ours,
        },
    )


if __name__ == "__main__":
    main()
