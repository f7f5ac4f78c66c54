"""CPU of the wide and the upright canvas at once against the wide one alone, and skipped pictures.

One studio, the demo show on air, both canvases recorded or only the first; the rounds take turns,
so that what else the machine does is in both. The engine's figures say what was skipped.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.desk import cpu_percent, pids_of
from benchmarks.report import spread, write_result
from studio.core.edits import ChangeSecondCanvas
from studio.core.messages.requests import (
    ApplyEdit,
    SetSettings,
    StartRecording,
    StartShow,
    StopRecording,
)
from studio.core.scene import Canvas
from studio.core.status import RecorderState
from tests.support.studio import RunningStudio

_WARM_S = 4.0
_FINISH_S = 30.0
_UPRIGHT = Canvas(720, 1280)


def _round(studio: RunningStudio, seconds: float, *, has_second: bool) -> dict[str, Any]:
    settings = studio.snapshot().settings
    recording = msgspec.structs.replace(settings.recording, has_second=has_second)
    studio.ask(SetSettings(msgspec.structs.replace(settings, recording=recording)))
    studio.ask(StartRecording())
    time.sleep(_WARM_S)
    before = studio.snapshot().stats
    percent = cpu_percent(pids_of(studio), seconds)
    after = studio.snapshot().stats
    studio.ask(StopRecording())
    _wait_for_the_end(studio)
    return {
        "cpu": percent,
        "first_pictures": after.frames.rendered - before.frames.rendered,
        "first_skipped": after.frames.skipped - before.frames.skipped,
        "second_pictures": after.second.rendered - before.second.rendered,
        "second_skipped": after.second.skipped - before.second.skipped,
    }


def _wait_for_the_end(studio: RunningStudio) -> None:
    """Until neither recording is being finished and the second encoder rests."""
    until_s = time.monotonic() + _FINISH_S
    while time.monotonic() < until_s:
        stats = studio.snapshot().stats
        if stats.recorder.state is RecorderState.OFF and not stats.second.rendered:
            return
        time.sleep(0.5)


def main() -> None:
    """Take turns; the bar stands against all rounds together."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=10.0)
    chosen = options.parse_args()
    alone: list[dict[str, Any]] = []
    both: list[dict[str, Any]] = []
    with (
        tempfile.TemporaryDirectory() as place,
        RunningStudio(Path(place) / "data", "--demo") as studio,
    ):
        settings = studio.snapshot().settings
        recording = msgspec.structs.replace(settings.recording, folder=f"{place}/films")
        studio.ask(SetSettings(msgspec.structs.replace(settings, recording=recording)))
        studio.ask(ApplyEdit(ChangeSecondCanvas(_UPRIGHT)))
        if not studio.snapshot().started_wall_ms:
            studio.ask(StartShow())
        for _ in range(chosen.rounds):
            alone.append(_round(studio, chosen.seconds, has_second=False))
            both.append(_round(studio, chosen.seconds, has_second=True))
    ratios = [two["cpu"] / one["cpu"] for one, two in zip(alone, both, strict=True)]
    write_result(
        "two_canvases",
        "CPU of engine and hub with 720p30 and 720 x 1280 at 30 a second from one show, "
        "both encoded, against the first alone",
        "first_skipped and second_skipped 0",
        {
            "first_skipped": sum(one["first_skipped"] for one in (*alone, *both)),
            "second_skipped": sum(one["second_skipped"] for one in both),
            "ratio": round(statistics.median(ratios), 3),
            "ratios": spread(ratios),
            "alone_cpu_percent": spread([one["cpu"] for one in alone]),
            "both_cpu_percent": spread([one["cpu"] for one in both]),
            "rounds": [{"alone": one, "both": two} for one, two in zip(alone, both, strict=True)],
        },
    )


if __name__ == "__main__":
    main()
