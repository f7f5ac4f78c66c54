"""Finding, asking and ending a studio from outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.errors import NotFoundError, UnavailableError
from studio.core.messages.requests import GetSnapshot, SwitchScene
from studio.core.messages.results import Snapshot
from studio.core.paths import runtime_dir_of
from studio.core.running import EngineCard, HubCard, is_running, read_live_card, write_card
from studio.core.start import HubStart
from studio.processes.launch import (
    address_of,
    ask_once,
    end_all,
    find_hub,
    start_keeper,
    wait_for_hub,
)
from tests.support.waiting import wait_until


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """What a failed test would leave running on it is ended."""
    yield tmp_path
    end_all(tmp_path)


def test_where_nothing_runs_nothing_is_found_and_nothing_is_ended(tmp_path: Path) -> None:
    assert find_hub(tmp_path) is None
    assert address_of(tmp_path) is None
    end_all(tmp_path)
    with pytest.raises(UnavailableError):
        ask_once(tmp_path, GetSnapshot(), timeout_s=0.2)


def test_a_card_of_a_process_that_is_gone_counts_for_nothing(tmp_path: Path) -> None:
    card = HubCard(
        *(2**22 + 1, 1.0, "ws://127.0.0.1:9/control", "token"),
        *("http://127.0.0.1:9/", "http://127.0.0.1:9/whep", 9),
    )
    runtime_dir_of(tmp_path).mkdir(parents=True, exist_ok=True)
    write_card(runtime_dir_of(tmp_path), card)
    assert find_hub(tmp_path) is None
    end_all(tmp_path)


def test_a_keeper_that_ends_at_once_is_said_with_the_log_to_read(tmp_path: Path) -> None:
    keeper = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(UnavailableError, match="the log says why") as caught:
        wait_for_hub(tmp_path, keeper)
    assert caught.value.where.endswith("hub.log")


@pytest.mark.e2e
def test_a_studio_is_started_asked_and_ended(data_dir: Path) -> None:
    keeper = start_keeper(HubStart(str(data_dir), "127.0.0.1:0", is_loopback_only=True))
    card = wait_for_hub(data_dir, keeper)
    assert card.keeper_pid == keeper.pid
    assert address_of(data_dir) == (card.control_url, card.token)
    assert isinstance(ask_once(data_dir, GetSnapshot()), Snapshot)
    with pytest.raises(NotFoundError):
        ask_once(data_dir, SwitchScene("nowhere"))
    engine = read_live_card(runtime_dir_of(data_dir), EngineCard)
    assert engine is not None
    assert os.getpgid(engine.pid) != os.getpgid(0), "a Ctrl-C here is none for it"
    end_all(data_dir)
    assert keeper.wait(30) == 0
    assert not is_running(card.pid, card.started)
    assert not is_running(engine.pid, engine.started)
    assert find_hub(data_dir) is None


@pytest.mark.e2e
def test_an_engine_whose_hub_and_keeper_were_killed_is_ended_too(data_dir: Path) -> None:
    keeper = start_keeper(HubStart(str(data_dir), "127.0.0.1:0", is_loopback_only=True))
    card = wait_for_hub(data_dir, keeper)
    runtime_dir = runtime_dir_of(data_dir)
    wait_until(lambda: read_live_card(runtime_dir, EngineCard) is not None, 30)
    engine = read_live_card(runtime_dir, EngineCard)
    assert engine is not None
    keeper.kill()
    keeper.wait(10)
    if is_running(card.pid, card.started):
        os.kill(card.pid, signal.SIGKILL)
    wait_until(lambda: not is_running(card.pid, card.started))
    assert is_running(engine.pid, engine.started)
    end_all(data_dir)
    assert not is_running(engine.pid, engine.started)


def test_what_the_other_thread_needs_is_loaded_before_qt_works() -> None:
    told = (
        "import sys; from studio.processes.launch import import_early; "
        "before = 'aiohttp' in sys.modules; import_early('studio.web.client'); "
        "print(before, 'aiohttp' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "True"], done.stderr
