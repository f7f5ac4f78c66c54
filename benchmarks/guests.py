"""What a phone as camera costs: engine and hub with none, one and two guests, by turns."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desk import cpu_percent, make_camera_film, pids_of, show_of, write_desk
from benchmarks.report import spread, write_result
from studio.core.edits import AddLayer
from studio.core.guests import GuestLifetime
from studio.core.messages.requests import ApplyEdit, CreateGuestLink
from studio.core.messages.results import GuestLinkCreated
from studio.core.scene import Box, Layer, Source
from studio.core.sources import GuestSettings
from tests.support.studio import RunningStudio

_SIZE_PX = (1280, 720)
_BITRATE_BPS = 2_500_000
_SETTLE_S = 3.0
_PUSH = Path(__file__).parents[1] / "tests" / "support" / "whip_push.py"
_PATIENCE = 100


def _link(studio: RunningStudio, number: int) -> str:
    """The id of a link with a layer of a third of the width."""
    made = studio.ask(CreateGuestLink(f"Guest {number}", GuestLifetime.DAY))
    assert isinstance(made, GuestLinkCreated)
    scene = studio.snapshot().show.current_scene
    source = Source(f"guest{number}", "Guest", GuestSettings(made.link.id))
    layer = Layer(source.id, "Guest", source.id, box=Box(0.02 + 0.35 * number, 0.5, 0.33, 0.33))
    studio.ask(ApplyEdit(AddLayer(scene.id, layer, source)))
    return made.link.id


def _renewed(studio: RunningStudio, link_id: str) -> str:
    """Another token of the link; who came by the old one is put out."""
    made = studio.ask(CreateGuestLink("Guest", GuestLifetime.DAY, link_id=link_id))
    assert isinstance(made, GuestLinkCreated)
    return made.url.partition("#")[2]


def _push(studio: RunningStudio, link_id: str, place: Path) -> "subprocess.Popen[bytes]":
    size = [*map(str, _SIZE_PX), str(_BITRATE_BPS)]
    command = [sys.executable, str(_PUSH), studio.viewer_url + "whip", *size]
    sender = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=place)
    assert sender.stdin is not None
    sender.stdin.write(_renewed(studio, link_id).encode() + b"\n")
    sender.stdin.close()
    return sender


def _wait_for(studio: RunningStudio, count: int) -> None:
    for _ in range(_PATIENCE):
        if len(studio.snapshot().stats.guests) == count:
            return
        time.sleep(0.2)
    raise RuntimeError(f"{count} guests did not come")


def main() -> None:
    """Take turns, so that what else the machine does falls on all alike."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=8.0)
    chosen = options.parse_args()
    used: dict[int, list[float]] = {0: [], 1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        film = place / "camera.mp4"
        make_camera_film(film)
        write_desk(place / "data", show_of(film, has_screen=False))
        with RunningStudio(place / "data") as studio:
            links = [_link(studio, number) for number in range(2)]
            for _ in range(chosen.rounds):
                senders: list[subprocess.Popen[bytes]] = []
                for count in used:
                    if count:
                        senders.append(_push(studio, links[count - 1], place))
                    _wait_for(studio, count)
                    time.sleep(_SETTLE_S)
                    used[count].append(cpu_percent(pids_of(studio), chosen.seconds))
                for sender in senders:
                    sender.kill()
                    sender.wait(10)
                for link_id in links:
                    _renewed(studio, link_id)
                _wait_for(studio, 0)
    each = [(two - none) / 2 for none, two in zip(used[0], used[2], strict=True)]
    write_result(
        "guests",
        "CPU of engine and hub for one phone that sends 720p25 at 2.5 Mb/s, decoded and shown",
        "<= 20 % of a core",
        {
            "each_percent_of_a_core": round(statistics.median(each), 1),
            "each": spread(each),
            **{f"with_{count}_guests_percent": spread(values) for count, values in used.items()},
        },
    )


if __name__ == "__main__":
    main()
