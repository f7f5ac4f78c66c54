"""The engine's process: reads its start line, builds the engine, listens for the hub."""

import contextlib
import logging
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

import psutil

from studio.core.link import LinkListener
from studio.core.log import set_up_logging
from studio.core.running import EngineCard, own_start, remove_card, write_card
from studio.core.start import EngineStart, read_start
from studio.core.threads import Worker
from studio.engine.engine import Engine, EngineFolders
from studio.engine.memory import keep_freed_memory
from studio.engine.outputs.recording_names import leftovers, recordings_folder
from studio.engine.outputs.remux import recover_recordings
from studio.engine.requests import RequestHandler

_log = logging.getLogger("studio.processes.engine")

# A native call that gives the interpreter lock back asks for it again soon after; the
# default of 5 ms would make the compositor wait that long behind any busy thread.
_SWITCH_INTERVAL_S = 0.0005
_NICENESS = -10


def main() -> int:
    """Run until the hub says so or the system sends SIGTERM."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    _come_first()
    keep_freed_memory()
    start = read_start(sys.stdin.buffer, EngineStart)
    set_up_logging("engine", Path(start.data_dir))
    over = threading.Event()
    _end_on_signal(over)
    run(start, over)
    return 0


def run(start: EngineStart, over: threading.Event) -> None:
    """Engine and link, until ``over`` is set."""
    listener = LinkListener(start.link_address, bytes.fromhex(start.authkey))
    engine = Engine(
        EngineFolders(Path(start.data_dir), Path(start.runtime_dir)),
        start.settings,
        listener.broadcast,
        is_demo=start.is_demo,
        has_timecode=start.has_timecode,
        is_loopback_only=start.is_loopback_only,
    )
    # Listed before anything is recorded: a recording that runs must not be taken for a leftover.
    left_behind = leftovers(recordings_folder(start.settings.recording))
    recovery = Worker("recover", lambda _stop: _recover(left_behind))
    engine.start()
    listener.start(RequestHandler(engine).handle, on_shut_down=over.set)
    runtime_dir = Path(start.runtime_dir)
    pid, started = own_start()
    write_card(runtime_dir, EngineCard(pid, started, start.link_address, start.authkey))
    recovery.start()
    try:
        over.wait()
    finally:
        engine.close()
        listener.stop()
        remove_card(runtime_dir, EngineCard)


def _come_first() -> None:
    """Ask the system to prefer the show to what else runs; where it refuses, so be it."""
    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.ABOVE_NORMAL_PRIORITY_CLASS)
        else:
            psutil.Process().nice(_NICENESS)


def _recover(left_behind: list[Path]) -> None:
    """Finish recordings that a crash left behind; the show does not wait for it."""
    for path in recover_recordings(left_behind):
        _log.info("recording recovered", extra={"path": str(path)})


def _end_on_signal(over: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        over.set()

    signal.signal(signal.SIGTERM, end)
    # Ctrl-C in a terminal is for the program in front; it ends the engine through the hub.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    raise SystemExit(main())
