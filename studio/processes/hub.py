"""The hub's process: settings, engine, viewer page and control socket, wired and run."""

import asyncio
import logging
import signal
import sys
from pathlib import Path

import msgspec

from studio.core.log import set_up_logging
from studio.core.paths import SETTINGS_FILE, runtime_dir_of
from studio.core.running import HubCard, own_start, read_card, remove_card, write_card
from studio.core.settings import Settings
from studio.core.settings_file import load_settings_or_default
from studio.core.start import EngineStart, HubStart, parse_listen, read_start
from studio.processes.engine_host import EngineHost
from studio.processes.hub_parts import HubParts
from studio.processes.library.librarian import back_up_before_update
from studio.processes.listening import Listening

_log = logging.getLogger("studio.processes.hub")
_END_S = 70.0


def main() -> int:
    """Run until told to end (status 0); anything else makes the keeper start it again."""
    start = read_start(sys.stdin.buffer, HubStart)
    set_up_logging("hub", Path(start.data_dir))
    return asyncio.run(run(start))


async def run(start: HubStart) -> int:
    """Build, announce, wait for the end."""
    data_dir = Path(start.data_dir)
    runtime_dir = runtime_dir_of(data_dir)
    not_backed_up = back_up_before_update(data_dir)
    if not_backed_up:
        _log.warning("no backup before the update", extra={"error": not_backed_up})
    settings, complaint = load_settings_or_default(data_dir / SETTINGS_FILE)
    if complaint:
        _log.warning("settings not read", extra={"error": complaint})
    settings = with_listen(settings, start.listen)
    parts = HubParts(
        data_dir,
        settings,
        complaint,
        is_loopback_only=start.is_loopback_only,
        may_move=not start.listen,
    )
    host = EngineHost(runtime_dir, lambda *link: _engine_start(start, parts, link), parts.tell)
    host.start_early()
    over = asyncio.Event()
    _end_on_signal(over)
    try:
        listening = await parts.open(host, over.set, _wanted_ports(runtime_dir, start))
    except OSError as error:
        print(f"hawker: the viewer page cannot listen: {error}", file=sys.stderr)
        await host.shut_down(5.0)
        return 0
    write_card(runtime_dir, _card(parts.token, listening, start.keeper_pid))
    parts.hold_engine(host)
    await over.wait()
    await host.shut_down(_END_S)
    await parts.close()
    remove_card(runtime_dir, HubCard)
    return 0


def with_listen(settings: Settings, listen: str) -> Settings:
    """The settings with ``HOST:PORT`` from the command line, if there is one."""
    if not listen:
        return settings
    host, port = parse_listen(listen)
    web = msgspec.structs.replace(settings.web, listen_host=host, listen_port=port)
    return msgspec.structs.replace(settings, web=web)


def _engine_start(start: HubStart, parts: HubParts, link: tuple[str, str]) -> EngineStart:
    return EngineStart(
        link_address=link[0],
        authkey=link[1],
        runtime_dir=str(runtime_dir_of(Path(start.data_dir))),
        data_dir=start.data_dir,
        settings=parts.settings,
        is_demo=start.is_demo,
        has_timecode=start.has_timecode,
        is_loopback_only=start.is_loopback_only,
    )


def _wanted_ports(runtime_dir: Path, start: HubStart) -> Listening | None:
    """The ports of the hub that this one replaces, so that open pages find it again."""
    before = read_card(runtime_dir, HubCard)
    if before is None or not start.keeper_pid or before.keeper_pid != start.keeper_pid:
        return None
    return Listening.of_card(before)


def _card(token: str, listening: Listening, keeper_pid: int) -> HubCard:
    pid, started = own_start()
    return HubCard(
        pid=pid,
        started=started,
        control_url=listening.control_url,
        token=token,
        viewer_url=listening.viewer_url,
        whep_url=listening.viewer_url + "whep",
        viewer_port=listening.viewer_port,
        keeper_pid=keeper_pid,
    )


def _end_on_signal(over: asyncio.Event) -> None:
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    loop.add_signal_handler(signal.SIGINT, lambda: None)  # the program in front decides


if __name__ == "__main__":
    raise SystemExit(main())
