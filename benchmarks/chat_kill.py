"""The hub is killed in a flood: is all kept that it acknowledged, and does a picture fail.

People write on the page, whose every answer says that the message is kept; a window notes what it
was shown. The show is recorded with its timecode, and every picture of the recording is read.
"""

import argparse
import os
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import av
import numpy as np

from benchmarks.chat_flood import stored_numbers
from benchmarks.flood_lines import Child
from benchmarks.report import write_result
from studio.core.messages.requests import StartRecording, StopRecording
from studio.core.timecode import read_timecode
from tests.support.studio import RunningStudio

_PER_SECOND = 5_000 / 60
_PERSONS = 250
_PATIENCE_S = 30.0


def _pictures(film: Path) -> dict[str, int]:
    """How many there are, how many numbers between the first and the last are missing."""
    numbers: list[int] = []
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            code = read_timecode(np.asarray(frame.to_ndarray(format="gray")))
            if code is not None:
                numbers.append(code.number)
    missing = numbers[-1] - numbers[0] + 1 - len(set(numbers))
    return {"pictures": len(numbers), "missing": missing}


def _killed(studio: RunningStudio) -> float:
    """Seconds until another hub is there."""
    before, began = studio.hub(), time.monotonic()
    os.kill(before.pid, signal.SIGKILL)
    while studio.hub().pid == before.pid:
        assert time.monotonic() - began < _PATIENCE_S, "there is no other hub"
        time.sleep(0.02)
    return time.monotonic() - began


def _measured(place: Path, seconds: float) -> dict[str, Any]:
    data_dir, film = place / "data", place / "show.mp4"
    count = round(_PER_SECOND * seconds)
    with (
        RunningStudio(data_dir, "--demo", "--timecode") as studio,
        Child("flood_senders", "page", studio.viewer_url, _PERSONS) as senders,
        Child("flood_page", studio.viewer_url, data_dir, 1) as page,
    ):
        engine, skipped = studio.engine(), studio.skipped()
        studio.ask(StartRecording(str(film)))
        senders.tell(first=0, count=count, seconds=seconds)
        time.sleep(seconds / 2)
        gone_s = _killed(studio)
        sent = senders.hears()
        time.sleep(3)
        shown = page.asks(first=0)
        studio.ask(StopRecording())
        skipped = studio.skipped() - skipped
        assert studio.engine() == engine, "the engine died too"
    stored = set(stored_numbers(data_dir))
    seen = {number for one in (shown["window"], *shown["pages"]) for number in one["numbers"]}
    acknowledged = set(sent["acknowledged"])
    return {
        "sent": count,
        "acknowledged": len(acknowledged),
        "refused_while_it_was_away": sent["refused"],
        "acknowledged_and_lost": len(acknowledged - stored),
        "shown": len(seen),
        "shown_and_lost": len(seen - stored),
        "next_hub_after_s": round(gone_s, 2),
        **_pictures(film),
        "skipped_by_the_engine": skipped,
    }


def main() -> None:
    """Flood, kill, look."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=40.0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        figures = _measured(Path(place), chosen.seconds)
    lost = figures["acknowledged_and_lost"] + figures["shown_and_lost"]
    figures["is_met"] = lost == 0 and figures["missing"] == 0
    write_result(
        "chat_kill",
        "kill -9 of the hub in a flood of 5,000 messages a minute",
        "every acknowledged message is in the store; 0 video pictures missing",
        figures,
    )


if __name__ == "__main__":
    main()
