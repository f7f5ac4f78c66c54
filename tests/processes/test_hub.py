"""The hub's process in a whole studio: killed, it comes back where it was and the show goes on."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.core.errors import BadInputError
from studio.core.messages.requests import EndShow, GetSnapshot, PauseShow, StartShow
from studio.core.messages.results import Snapshot
from studio.core.paths import runtime_dir_of
from studio.core.running import EngineCard, HubCard, is_running, read_card
from studio.core.settings import Settings
from studio.core.start import HubStart, write_start
from studio.core.status import ShowState
from studio.processes.hub import with_listen
from studio.processes.launch import ask_once, end_all, find_hub
from tests.support.studio import RunningStudio
from tests.support.waiting import wait_until


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    with RunningStudio(tmp_path_factory.mktemp("hub") / "直播 data") as studio:
        yield studio


def _page_state(studio: RunningStudio) -> dict[str, Any]:
    with urllib.request.urlopen(f"{studio.viewer_url}api/state", timeout=10) as answer:
        state: dict[str, Any] = json.load(answer)
    return state


def _kill_hub(studio: RunningStudio) -> tuple[HubCard, HubCard]:
    """The card before and after."""
    before = studio.hub()
    os.kill(before.pid, signal.SIGKILL)
    wait_until(lambda: not is_running(before.pid, before.started))
    after = studio.hub()
    assert after.pid != before.pid
    return before, after


@pytest.mark.e2e
def test_a_killed_hub_comes_back_on_its_ports_and_the_show_goes_on(studio: RunningStudio) -> None:
    engine = studio.engine()
    started_ms = studio.snapshot().started_wall_ms
    before, after = _kill_hub(studio)
    assert (after.control_url, after.viewer_url) == (before.control_url, before.viewer_url)
    assert after.token != before.token, "a token lives no longer than its hub"
    snapshot = studio.snapshot()
    assert (snapshot.state, snapshot.started_wall_ms) == (ShowState.LIVE, started_ms)
    assert studio.engine() == engine, "the engine must not notice"
    wait_until(lambda: _page_state(studio)["state"] == "live")
    assert _page_state(studio)["startedWallMs"] == started_ms


@pytest.mark.e2e
def test_a_hub_that_comes_back_knows_that_the_show_is_paused(studio: RunningStudio) -> None:
    studio.ask(PauseShow())
    wait_until(lambda: _page_state(studio)["state"] == "paused")
    _kill_hub(studio)
    wait_until(lambda: _page_state(studio)["state"] == "paused")
    studio.ask(PauseShow(is_paused=False))
    wait_until(lambda: _page_state(studio)["state"] == "live")


@pytest.mark.e2e
def test_secrets_are_in_no_command_line_environment_or_log(studio: RunningStudio) -> None:
    hub, engine = studio.hub(), studio.engine()
    secrets = (hub.token, engine.authkey, bytes.fromhex(engine.authkey).decode())
    for pid in (hub.pid, engine.pid, int(studio.ready["pid"]), studio.process.pid):
        seen = Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
        assert not any(secret.encode() in seen for secret in secrets)
    assert not any(secret in studio.logs() + json.dumps(studio.ready) for secret in secrets)
    for kind in ("hub.json", "engine.json"):
        card = runtime_dir_of(studio.data_dir) / kind
        assert stat.S_IMODE(card.stat().st_mode) == 0o600


@pytest.mark.e2e
def test_the_control_port_is_for_this_machine_only(studio: RunningStudio) -> None:
    url = studio.hub().control_url.replace("ws://", "http://")
    for headers in ({"Origin": "http://127.0.0.1"}, {"Host": "evil.example"}):
        request = urllib.request.Request(url, headers=headers)
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request, timeout=10)
        assert caught.value.code == 403
        caught.value.close()


@pytest.mark.e2e
def test_the_page_is_told_when_the_show_ends(studio: RunningStudio) -> None:
    with urllib.request.urlopen(f"{studio.viewer_url}api/events", timeout=10) as events:
        studio.ask(EndShow())
        states: list[str] = []
        while states[-1:] != ["ended"]:
            line = events.readline()
            assert line
            if line.startswith(b"data: "):
                states.append(json.loads(line[6:])["state"])
    assert states[0] == "live"
    studio.ask(StartShow())


def _start_hub(data_dir: Path, listen: str) -> "subprocess.Popen[bytes]":
    hub = subprocess.Popen(
        [sys.executable, "-m", "studio.processes.hub"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert hub.stdin is not None
    write_start(hub.stdin, HubStart(str(data_dir), listen, is_loopback_only=True))
    hub.stdin = None  # `communicate` would flush it
    return hub


def _engines_on(data_dir: Path) -> list[int]:
    """Processes with this data folder among their open files."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            files = [os.readlink(link) for link in (process / "fd").iterdir()]
        except OSError:
            continue
        if any(file.startswith(str(data_dir)) for file in files):
            found.append(int(process.name))
    return found


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_taken_port_is_one_sentence_and_leaves_no_engine(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        hub = _start_hub(tmp_path, f"127.0.0.1:{port}")
        _, said = hub.communicate(timeout=30)
    assert hub.returncode == 0, "starting it again would be no use"
    assert said.decode().count("\n") == 1
    assert said.decode().startswith("hawker: the viewer page cannot listen")
    assert str(port) in said.decode()
    assert read_card(runtime_dir_of(tmp_path), HubCard) is None
    assert _engines_on(tmp_path) == []


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_told_to_end_at_once_it_leaves_no_engine(tmp_path: Path) -> None:
    data_dir = tmp_path / "直播"
    data_dir.mkdir()
    hub = _start_hub(data_dir, "127.0.0.1:0")
    wait_until(lambda: find_hub(data_dir) is not None, 30)
    hub.terminate()
    _, said = hub.communicate(timeout=30)
    assert (hub.returncode, said) == (0, b"")
    time.sleep(0.2)
    assert _engines_on(data_dir) == []
    assert read_card(runtime_dir_of(data_dir), EngineCard) is None
    assert read_card(runtime_dir_of(data_dir), HubCard) is None
    end_all(data_dir)


@pytest.mark.e2e
def test_bad_settings_are_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"web": {"listen_port": "many"}}')
    hub = _start_hub(tmp_path, "127.0.0.1:0")
    try:
        wait_until(lambda: find_hub(tmp_path) is not None, 30)
        snapshot = ask_once(tmp_path, GetSnapshot())
    finally:
        end_all(tmp_path)
        hub.communicate(timeout=30)
    assert isinstance(snapshot, Snapshot)
    (alarm,) = [alarm for alarm in snapshot.alarms if alarm.id == "settings-not-read"]
    assert "$.web.listen_port" in alarm.text
    assert len(list(tmp_path.glob("settings.broken-*.json"))) == 1


def test_listen_wins_over_the_settings() -> None:
    assert with_listen(Settings(), "") == Settings()
    web = with_listen(Settings(), "0.0.0.0:90").web
    assert (web.listen_host, web.listen_port) == ("0.0.0.0", 90)
    with pytest.raises(BadInputError, match="HOST:PORT"):
        with_listen(Settings(), "90")
