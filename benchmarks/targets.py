"""What servers cost: engine and hub with five at once against one, and how soon one is back."""

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import msgspec

from benchmarks.desk import cpu_percent, make_camera_film, pids_of, show_of, write_desk
from benchmarks.report import spread, write_result
from studio.core.messages.requests import SetSettings, StartRecording, StopRecording
from studio.core.targets import Target, TargetState
from tests.support.servers import NginxRtmp
from tests.support.studio import RunningStudio
from tests.support.waiting import wait_until

_MANY = 5
_SETTLE_S = 3.0
_AWAY_S = 10.0


def main() -> None:
    """One and five by turns; then the server goes away and comes back."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=8.0)
    options.add_argument("--returns", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        film = Path(place) / "camera.mp4"
        make_camera_film(film, noise=30)
        write_desk(Path(place) / "data", show_of(film, has_screen=False))
        (Path(place) / "nginx").mkdir()
        with (
            NginxRtmp(Path(place) / "nginx") as nginx,
            RunningStudio(Path(place) / "data") as studio,
        ):
            one, five = _turns(studio, nginx, chosen.rounds, chosen.seconds)
            _send_to(studio, nginx, 1)
            path = Path(place) / "show.mp4"
            studio.ask(StartRecording(str(path)))
            back_s = [_return(studio, nginx) for _ in range(chosen.returns)]
            dropped = studio.snapshot().stats.recorder.dropped_packets
            studio.ask(StopRecording())
    ratios = [many / single for many, single in zip(five, one, strict=True)]
    write_result(
        "targets",
        "CPU of engine and hub with five RTMP servers against one; a server gone for 10 s",
        "ratio <= 1.25; picture back <= 2 s after it returns, recording without a gap",
        {
            "ratio": round(statistics.median(ratios), 3),
            "ratios": spread(ratios),
            "one_percent": spread(one),
            "five_percent": spread(five),
            "picture_back_s": spread(back_s),
            "recording_dropped_packets": dropped,
        },
    )


def _turns(
    studio: RunningStudio, nginx: NginxRtmp, rounds: int, seconds: float
) -> tuple[list[float], list[float]]:
    pids = pids_of(studio)
    found: dict[int, list[float]] = {1: [], _MANY: []}
    for _ in range(rounds):
        for count in found:
            _send_to(studio, nginx, count)
            time.sleep(_SETTLE_S)
            found[count].append(cpu_percent(pids, seconds))
    return found[1], found[_MANY]


def _send_to(studio: RunningStudio, nginx: NginxRtmp, count: int) -> None:
    targets = tuple(
        Target(f"t{number}", f"Server {number}", f"{nginx.url}/t{number}")
        for number in range(count)
    )
    settings = studio.snapshot().settings
    studio.ask(SetSettings(msgspec.structs.replace(settings, targets=targets)))
    wait_until(lambda: _live(studio) == count, 30)


def _live(studio: RunningStudio) -> int:
    targets = studio.snapshot().stats.targets
    return sum(one.state is TargetState.LIVE for one in targets)


def _return(studio: RunningStudio, nginx: NginxRtmp) -> float:
    """Seconds from the server's return to the first picture on its disk."""
    nginx.stop()
    before = len(nginx.recordings())
    time.sleep(_AWAY_S)
    nginx.start()
    began = time.monotonic()
    wait_until(
        lambda: len(nginx.recordings()) > before and nginx.recordings()[-1].stat().st_size > 20_000,
        30,
    )
    return time.monotonic() - began


if __name__ == "__main__":
    main()
