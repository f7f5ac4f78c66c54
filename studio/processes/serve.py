"""`hawker serve`: a live show without a window, until it is told to end."""

import json
import math
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from studio.core.errors import BadInputError
from studio.core.messages.requests import StartRecording, StartShow
from studio.core.running import HubCard
from studio.core.start import HubStart, parse_listen
from studio.processes.launch import ask_once, end_all, find_hub, start_keeper, wait_for_hub

_LOOPBACK_ONLY = "HAWKER_LOOPBACK_ONLY"
_END_S = 90.0


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What the command line said. ``for_s`` 0: until told to end."""

    data_dir: Path
    is_demo: bool = False
    listen: str = ""
    for_s: float = 0.0
    record: str = ""
    has_timecode: bool = False


def serve(options: ServeOptions) -> int:
    """Start everything, go live, say where, wait, end everything."""
    if options.listen:  # what is wrong is said here, before anything is started
        parse_listen(options.listen)
    if not 0 <= options.for_s < math.inf:
        raise BadInputError("must be a number of seconds, 0 or more", f"--for {options.for_s:g}")
    if find_hub(options.data_dir) is not None:
        raise BadInputError(
            "a studio runs on this data folder already; use another --data", str(options.data_dir)
        )
    over = threading.Event()
    _end_on_signal(over)
    keeper = start_keeper(hub_start(options))
    try:
        card = wait_for_hub(options.data_dir, keeper)
        ask_once(options.data_dir, StartShow())
        if options.record:
            ask_once(options.data_dir, StartRecording(str(Path(options.record).absolute())))
        print(_ready_line(card, keeper.pid), flush=True)
        _wait(over, options.for_s, keeper.poll)
    finally:
        # Also when the keeper is gone: it may have been killed, and what it kept goes on.
        end_all(options.data_dir)
        keeper.wait(_END_S)
    return keeper.returncode or 0


def hub_start(options: ServeOptions) -> HubStart:
    """The hub's start line."""
    return HubStart(
        data_dir=str(options.data_dir),
        listen=options.listen,
        is_demo=options.is_demo,
        has_timecode=options.has_timecode,
        is_loopback_only=is_loopback_only(),
    )


def is_loopback_only() -> bool:
    """Whether media may travel on this computer's own address only, as tests want it."""
    return bool(os.environ.get(_LOOPBACK_ONLY))


def _ready_line(card: HubCard, pid: int) -> str:
    return json.dumps(
        {
            "viewer_url": card.viewer_url,
            "whep_url": card.whep_url,
            "control_url": card.control_url,
            "pid": pid,
        }
    )


def _wait(over: threading.Event, for_s: float, poll: Callable[[], int | None]) -> None:
    deadline_s = time.monotonic() + for_s if for_s else float("inf")
    while not over.wait(0.1) and time.monotonic() < deadline_s and poll() is None:
        continue


def _end_on_signal(over: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        over.set()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
