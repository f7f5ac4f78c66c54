"""Cards of what runs: only their owner reads them, and only living processes count."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from studio.core.running import (
    EngineCard,
    HubCard,
    is_running,
    own_start,
    read_card,
    read_live_card,
    remove_card,
    start_time,
    tell_to_end,
    write_card,
)


def _own_card() -> EngineCard:
    pid, started = own_start()
    return EngineCard(pid, started, "/run/engine.sock", "ab" * 16)


def test_a_card_is_read_as_it_was_written(tmp_path: Path) -> None:
    pid, started = own_start()
    hub = HubCard(
        pid, started, "ws://127.0.0.1:1/control", "secret", "http://a/", "http://a/whep", 1
    )
    write_card(tmp_path, hub)
    write_card(tmp_path, _own_card())
    assert read_live_card(tmp_path, HubCard) == hub
    assert read_live_card(tmp_path, EngineCard) == _own_card()
    remove_card(tmp_path, HubCard)
    assert read_card(tmp_path, HubCard) is None
    assert read_card(tmp_path, EngineCard) is not None
    remove_card(tmp_path, HubCard)  # once more does no harm


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise on Windows")
def test_only_the_owner_can_read_a_card(tmp_path: Path) -> None:
    write_card(tmp_path, _own_card())
    write_card(tmp_path, _own_card())
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b'{"pid": "one"}'])
def test_a_broken_card_is_no_card(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "hub.json").write_bytes(data)
    assert read_card(tmp_path, HubCard) is None


def test_an_ended_process_is_not_running(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)
    started = start_time(child.pid)
    card = EngineCard(child.pid, started, "x", "00")
    write_card(tmp_path, card)
    assert read_live_card(tmp_path, EngineCard) == card
    child.kill()
    # Before and after it is waited for: a zombie does not run.
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(child.pid, started)
    child.communicate()
    assert not is_running(child.pid, started)
    assert read_live_card(tmp_path, EngineCard) is None


def test_a_process_is_told_to_end() -> None:
    child = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)
    card = EngineCard(child.pid, start_time(child.pid), "x", "00")
    tell_to_end(msgspec.structs.replace(card, started=card.started - 60))
    assert child.poll() is None, "another process with the same number is let alone"
    tell_to_end(card)
    child.communicate()
    assert child.returncode == -signal.SIGTERM
    tell_to_end(card)


def test_another_process_with_the_same_number_is_another(tmp_path: Path) -> None:
    card = msgspec.structs.replace(_own_card(), started=own_start()[1] - 60)
    write_card(tmp_path, card)
    assert read_card(tmp_path, EngineCard) == card
    assert read_live_card(tmp_path, EngineCard) is None


def test_there_is_no_process_nought() -> None:
    assert not is_running(0, 0.0)
    assert start_time(2**22 + 17) == 0.0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_when_a_process_began_does_not_depend_on_the_time_of_day(tmp_path: Path) -> None:
    began_s = time.clock_gettime(time.CLOCK_BOOTTIME)
    odd_name = tmp_path / "x) Z 1 (y"
    odd_name.symlink_to("/bin/sleep")
    child = subprocess.Popen([odd_name, "60"])
    assert start_time(child.pid) == pytest.approx(began_s, abs=5)
    assert start_time(child.pid) <= time.clock_gettime(time.CLOCK_BOOTTIME)
    child.kill()
    child.wait()
