"""What runs now, as files that only their owner can read: the hub's and the engine's cards."""

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import psutil

from studio.core.files import write_atomically
from studio.core.paths import ENGINE_FILE, HUB_FILE


class EngineCard(msgspec.Struct, frozen=True):
    """How a hub finds the engine that runs. ``started``: the process's start time."""

    pid: int
    started: float
    link_address: str
    authkey: str


class HubCard(msgspec.Struct, frozen=True):
    """How a window finds the hub. ``token`` opens the control socket as the owner."""

    pid: int
    started: float
    control_url: str
    token: str
    viewer_url: str
    whep_url: str
    viewer_port: int
    keeper_pid: int = 0


class HubAddress(NamedTuple):
    """The control socket, the token that opens it, and from afar the certificate to expect.

    ``fingerprint``: SHA-256 of the certificate in 64 digits; empty on this machine.
    """

    url: str
    token: str
    fingerprint: str = ""


_TICKS_HZ = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 1
CardT = TypeVar("CardT", EngineCard, HubCard)
_NAMES: dict[type[EngineCard] | type[HubCard], str] = {EngineCard: ENGINE_FILE, HubCard: HUB_FILE}


def start_time(pid: int) -> float:
    """When a process began; 0 when there is none. With the pid it names a process for good.

    In seconds of a clock that stands by the process: on Linux since the start of the system,
    because a time of day would change whenever the system's clock is set.
    """
    if sys.platform == "linux":
        return _linux_start_time(pid)
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return 0.0
        return float(process.create_time())
    except psutil.Error:
        return 0.0


def _linux_start_time(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return 0.0
    state, *fields = stat[stat.rindex(b")") + 1 :].split()  # proc(5); a name may hold anything
    return 0.0 if state in (b"Z", b"X") else int(fields[18]) / _TICKS_HZ


def is_running(pid: int, started: float) -> bool:
    """Whether that very process still runs."""
    return pid > 0 and abs(start_time(pid) - started) < 0.5


def tell_to_end(card: EngineCard | HubCard) -> None:
    """Ask that very process to end (SIGTERM); nothing happens when it has."""
    if is_running(card.pid, card.started):
        with contextlib.suppress(OSError):
            os.kill(card.pid, signal.SIGTERM)


def own_start() -> tuple[int, float]:
    """This process's pid and start time."""
    return os.getpid(), start_time(os.getpid())


def write_card(runtime_dir: Path, card: EngineCard | HubCard) -> None:
    """Leave the card for whoever looks for this process."""
    path = runtime_dir / _NAMES[type(card)]
    write_atomically(path, msgspec.json.encode(card), is_secret=True)


def read_card(runtime_dir: Path, kind: type[CardT]) -> CardT | None:
    """The card, if there is one and it can be read; its process may have ended since."""
    try:
        return msgspec.json.decode((runtime_dir / _NAMES[kind]).read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def read_live_card(runtime_dir: Path, kind: type[CardT]) -> CardT | None:
    """The card of a process that runs now."""
    card = read_card(runtime_dir, kind)
    return card if card is not None and is_running(card.pid, card.started) else None


def remove_card(runtime_dir: Path, kind: type[EngineCard] | type[HubCard]) -> None:
    """Take the card away, if it is there."""
    (runtime_dir / _NAMES[kind]).unlink(missing_ok=True)
