"""The engine's process by itself: started by its line, asked over its link, ended by a signal."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.core.link_client import LinkClient, connect
from studio.core.messages.requests import GetSnapshot, ShutDown
from studio.core.messages.results import Snapshot
from studio.core.paths import ENGINE_FILE, link_address_in, runtime_dir_of
from studio.core.running import EngineCard, is_running, read_card, read_live_card
from studio.core.settings import RecordingSettings, Settings
from studio.core.start import EngineStart, write_start
from tests.support.films import make_film
from tests.support.waiting import until, wait_until

pytestmark = pytest.mark.e2e

_KEY = "4c" * 32


def _start(data_dir: Path) -> "subprocess.Popen[bytes]":
    runtime_dir = runtime_dir_of(data_dir)
    runtime_dir.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "studio.processes.engine"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    start = EngineStart(
        link_address_in(runtime_dir),
        _KEY,
        str(runtime_dir),
        str(data_dir),
        Settings(recording=RecordingSettings(folder=str(data_dir / "videos"))),
        is_loopback_only=True,
    )
    assert process.stdin is not None
    write_start(process.stdin, start)
    process.stdin = None  # `communicate` would flush it
    return process


def _card(data_dir: Path) -> EngineCard:
    runtime_dir = runtime_dir_of(data_dir)
    wait_until(lambda: read_live_card(runtime_dir, EngineCard) is not None, 30)
    card = read_live_card(runtime_dir, EngineCard)
    assert card is not None
    return card


def _client(card: EngineCard, on_lost: Callable[[], None]) -> LinkClient:
    connection = connect(card.link_address, bytes.fromhex(card.authkey))
    return LinkClient(connection, lambda _event: None, on_lost)


def _end(process: "subprocess.Popen[bytes]") -> int:
    """Its exit status; nothing of Python's may have gone wrong on the way."""
    _, said = process.communicate(timeout=30)
    assert b"Traceback" not in said, said.decode()
    return process.returncode


async def test_it_is_found_by_its_card_answers_and_ends_when_it_is_told(tmp_path: Path) -> None:
    process = _start(tmp_path)
    card = _card(tmp_path)
    assert card.pid == process.pid
    assert stat.S_IMODE((runtime_dir_of(tmp_path) / ENGINE_FILE).stat().st_mode) == 0o600
    losses: list[bool] = []
    client = _client(card, lambda: losses.append(True))
    snapshot = await client.request(GetSnapshot())
    assert isinstance(snapshot, Snapshot)
    assert snapshot.show.scenes
    await client.request(ShutDown())
    await until(lambda: bool(losses), 30)
    client.close()
    assert _end(process) == 0
    assert read_card(runtime_dir_of(tmp_path), EngineCard) is None


def test_a_terminal_cannot_interrupt_it_and_the_system_can_end_it(tmp_path: Path) -> None:
    process = _start(tmp_path)
    card = _card(tmp_path)
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    assert is_running(card.pid, card.started)
    process.terminate()
    assert _end(process) == 0


def test_a_recording_that_a_crash_left_is_finished(tmp_path: Path) -> None:
    (tmp_path / "videos").mkdir()
    left = make_film(tmp_path / "videos" / "Monday.recording.mp4", 1.0)
    process = _start(tmp_path)
    finished = tmp_path / "videos" / "Monday.mp4"
    wait_until(finished.exists, 30)
    wait_until(lambda: not left.exists(), 30)
    process.terminate()
    assert _end(process) == 0
    assert "recording recovered" in (tmp_path / "log" / "engine.log").read_text()


def test_a_start_line_that_is_none_is_said(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "studio.processes.engine"],
        input=b'{"nonsense": 1}\n',
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
    )
    assert done.returncode != 0
    assert b"the start line is not right" in done.stderr
    assert list(tmp_path.iterdir()) == []
