"""The keeper: starts a hub again when it dies, gives up when that is no use, ends it when told."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio.core.running import is_running
from studio.processes.keeper import GAVE_UP, MOST_RESTARTS, Keeper
from tests.support.studio import RunningStudio
from tests.support.waiting import wait_until

LINE: dict[str, object] = {"data_dir": "/data"}


def _hub(folder: Path, then: str) -> list[str]:
    """A tiny hub: notes its start line and its number, then does as it is told."""
    code = (
        "import sys, pathlib, time\n"
        f"notes = pathlib.Path({str(folder)!r}) / 'notes'\n"
        "with notes.open('a') as file: file.write(sys.stdin.readline())\n"
        "number = len(notes.read_text().splitlines())\n"
        f"{then}\n"
    )
    return [sys.executable, "-I", "-S", "-c", code]


def _starts(folder: Path) -> list[dict[str, object]]:
    notes = folder / "notes"
    return [json.loads(line) for line in notes.read_text().splitlines()] if notes.exists() else []


def test_a_hub_that_was_told_to_end_is_not_started_again(tmp_path: Path) -> None:
    assert Keeper(LINE, _hub(tmp_path, "sys.exit(0)")).run() == 0
    assert _starts(tmp_path) == [{**LINE, "keeper_pid": os.getpid()}]


@pytest.mark.parametrize("death", ["sys.exit(1)", "import os; os.kill(os.getpid(), 9)"])
def test_a_hub_that_dies_is_started_again_with_the_same_line(tmp_path: Path, death: str) -> None:
    assert Keeper(LINE, _hub(tmp_path, f"if number < 4: {death}")).run() == 0
    assert _starts(tmp_path) == [{**LINE, "keeper_pid": os.getpid()}] * 4


def test_it_gives_up_and_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert Keeper(LINE, _hub(tmp_path, "sys.exit(3)")).run() == GAVE_UP == 75
    assert len(_starts(tmp_path)) == 1 + MOST_RESTARTS == 6
    assert "six times within a minute" in capfd.readouterr().err


def test_a_hub_that_never_reads_its_line_does_no_harm() -> None:
    command = [sys.executable, "-I", "-S", "-c", "raise SystemExit"]
    assert Keeper({"x": "y" * 200_000}, command).run() == 0


def test_told_to_end_it_ends_the_hub_and_starts_none(tmp_path: Path) -> None:
    keeper = Keeper(LINE, _hub(tmp_path, "time.sleep(60)"))
    ended: list[int] = []
    running = threading.Thread(target=lambda: ended.append(keeper.run()), name="keeper")
    running.start()
    wait_until(lambda: len(_starts(tmp_path)) == 1)
    keeper.end()
    running.join(10)
    assert ended == [0]
    assert len(_starts(tmp_path)) == 1


def test_told_to_end_before_there_is_a_hub_it_still_ends(tmp_path: Path) -> None:
    keeper = Keeper(LINE, _hub(tmp_path, "time.sleep(60)"))
    keeper.end()
    assert keeper.run() == 0


def test_it_needs_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import studio.processes.keeper;"
        "new = {name.split('.')[0] for name in set(sys.modules) - before};"
        "print(new - sys.stdlib_module_names - {'studio'})"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == "set()"


@pytest.mark.e2e
def test_a_killed_keeper_leaves_nothing_behind(tmp_path: Path) -> None:
    with RunningStudio(tmp_path) as studio:
        hub, engine = studio.hub(), studio.engine()
        os.kill(int(studio.ready["pid"]), signal.SIGKILL)
        assert studio.process.wait(60) != 0, "`serve` says that its keeper died"
    assert not is_running(hub.pid, hub.started)
    assert not is_running(engine.pid, engine.started)
