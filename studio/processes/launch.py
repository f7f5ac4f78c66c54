"""Starting, finding and ending the studio's processes from the program in front."""

import asyncio
import contextlib
import importlib
import subprocess
import sys
import time
from pathlib import Path

from studio.core.errors import StudioError, UnavailableError
from studio.core.messages.events import Event, Topic
from studio.core.messages.requests import Request, ShutDown
from studio.core.messages.results import Result
from studio.core.paths import runtime_dir_of
from studio.core.running import EngineCard, HubCard, is_running, read_live_card, tell_to_end
from studio.core.start import HubStart, write_start

_UP_S = 30.0
_END_S = 90.0
_STEP_S = 0.02


def start_keeper(start: HubStart) -> "subprocess.Popen[bytes]":
    """Start keeper, hub and engine on a data folder; they outlive the caller."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "studio.processes.keeper"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    if keeper.stdin is not None:
        write_start(keeper.stdin, start)
    return keeper


def import_early(module: str) -> None:
    """Import what the window's other thread will need, before Qt works.

    PySide looks into every import for its own sake; one on a thread while Qt handles events on
    another was seen to crash the process.
    """
    importlib.import_module(module)


def find_hub(data_dir: Path) -> HubCard | None:
    """The hub that runs on this data folder now."""
    return read_live_card(runtime_dir_of(data_dir), HubCard)


def wait_for_hub(data_dir: Path, keeper: "subprocess.Popen[bytes] | None") -> HubCard:
    """The hub's card once it is up; UnavailableError says why it is not."""
    deadline = time.monotonic() + _UP_S
    while time.monotonic() < deadline:
        card = find_hub(data_dir)
        if card is not None and (keeper is None or card.keeper_pid == keeper.pid):
            return card
        if keeper is not None and keeper.poll() is not None:
            raise UnavailableError(
                "the studio could not start; the log says why", str(data_dir / "log" / "hub.log")
            )
        time.sleep(_STEP_S)
    raise UnavailableError("the studio did not start in time", str(data_dir))


def address_of(data_dir: Path) -> tuple[str, str] | None:
    """Control URL and token of the hub that runs now, for a client that connects again."""
    card = find_hub(data_dir)
    return (card.control_url, card.token) if card is not None else None


def ask_once(data_dir: Path, request: Request, timeout_s: float = 20.0) -> Result:
    """One request to the running hub, tried until the engine answers or the time is over."""
    return asyncio.run(_ask_once(data_dir, request, timeout_s))


def end_all(data_dir: Path) -> None:
    """Tell hub and engine to end, and wait until they have; nothing happens when they have."""
    hub = find_hub(data_dir)
    if hub is not None:
        with contextlib.suppress(StudioError):
            ask_once(data_dir, ShutDown(), 5.0)
        _wait_for_end(hub)
    engine = read_live_card(runtime_dir_of(data_dir), EngineCard)
    if engine is not None:  # its hub died, and nobody else would end it
        tell_to_end(engine)
        _wait_for_end(engine)


def _wait_for_end(card: EngineCard | HubCard) -> None:
    deadline = time.monotonic() + _END_S
    while is_running(card.pid, card.started) and time.monotonic() < deadline:
        time.sleep(_STEP_S)


async def _ask_once(data_dir: Path, request: Request, timeout_s: float) -> Result:
    # Imported here: the first window must not wait for aiohttp.
    from studio.web.client import ControlClient

    client = ControlClient(lambda: address_of(data_dir), Topic(0), _ignore, _ignore, "command")
    client.start()
    deadline = time.monotonic() + timeout_s
    try:
        while True:
            try:
                return await client.request(request)
            except UnavailableError:
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.05)
    finally:
        await client.close()


def _ignore(_told: Event | object) -> None:
    return None
