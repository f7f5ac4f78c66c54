"""The guards of tests/conftest.py catch what they are there for."""

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]

_THREAD = """
import threading
from studio.core.threads import Worker

def test_it() -> None:
    Worker("left-alone", lambda stop: stop.wait(60) and None).start()
"""
_TASK = """
import asyncio
from studio.core.tasks import TaskGroupKeeper

async def test_it() -> None:
    TaskGroupKeeper("nobody").start(asyncio.sleep(60), "waits")
"""
_LOG = """
import logging

def test_it() -> None:
    logging.getLogger("studio.engine.engine").error("a cable fell out")
"""
_EXPECTED = """
import logging
import pytest

def test_it(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("studio.engine.engine").error("a cable fell out")
    assert "cable" in caplog.text
"""
_CLEAN = """
import asyncio
from studio.core.tasks import TaskGroupKeeper
from studio.core.threads import Worker

async def test_it() -> None:
    worker = Worker("ends", lambda stop: stop.wait(60) and None)
    worker.start()
    tasks = TaskGroupKeeper("somebody")
    tasks.start(asyncio.sleep(60), "ends")
    await tasks.close()
    assert worker.stop()
"""


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        (_THREAD, "threads left behind: left-alone"),
        (_TASK, "tasks left behind: nobody.waits"),
        (_LOG, "a cable fell out"),
        (_EXPECTED, ""),
        (_CLEAN, ""),
    ],
    ids=["thread", "task", "log", "log looked at", "clean"],
)
def test_what_is_left_behind_fails(source: str, complaint: str, tmp_path: Path) -> None:
    test_file = tmp_path / "test_sample.py"
    test_file.write_text(source)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("-p", "tests.conftest", "-c", str(_ROOT / "pyproject.toml")),
            *("--rootdir", str(_ROOT), str(test_file)),
        ],
        cwd=_ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode == 0) is (complaint == ""), done.stdout
    assert complaint in done.stdout
