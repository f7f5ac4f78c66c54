"""Guards around every test: no thread, task or error in the log is left without a word."""

import asyncio
import inspect
import logging
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator

import pytest
from hypothesis import HealthCheck, settings

from studio.core.threads import Worker
from tests.support.display import PrivateDisplay

_PATIENCE_S = 3.0
_kept: list[PrivateDisplay] = []  # it lives as long as this process

# A busy machine fails no test: nothing here asserts how long something takes.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def private_display() -> Iterator[None]:
    """Windows open on an X server of their own, so that they are real and disturb nobody."""
    if not sys.platform.startswith("linux"):
        yield
        return
    with PrivateDisplay(ends_itself=True) as display:
        _kept.append(display)
        os.environ.update(display.environment())
        yield


@pytest.fixture(scope="session")
def qapp_args(private_display: None) -> list[str]:
    """What pytest-qt starts Qt with; by then there is a display."""
    return ["hawker-tests"]


class _ErrorKeeper(logging.Handler):
    """Keeps what the studio says at ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One record."""
        problem = f": {record.exc_info[1]!r}" if record.exc_info else ""
        self.said.append(f"{record.name}: {record.getMessage()}{problem}")


def _is_ours(thread: threading.Thread) -> bool:
    """Whether the test has to end it: it would hold the process up, or it is a `Worker`."""
    if thread.name.startswith("asyncio_"):
        return False  # the test's own loop ends its executor when it is closed, after this guard
    target = getattr(thread, "_target", None)  # there while the thread lives
    return not thread.daemon or isinstance(getattr(target, "__self__", None), Worker)


def _left_over(before: set[threading.Thread]) -> list[str]:
    """Names of our threads that began since, and do not end within a moment."""
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        new = [thread for thread in threading.enumerate() if thread not in before]
        left = [thread.name for thread in new if thread.is_alive() and _is_ours(thread)]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    left = _left_over(before)
    if left:
        pytest.fail(f"threads left behind: {', '.join(sorted(left))}")


@pytest.fixture
async def _tasks_end() -> AsyncIterator[None]:
    """Runs on the test's own loop; asked for by `_no_task_left`."""
    before = asyncio.all_tasks()
    yield
    await asyncio.sleep(0)  # what was cancelled at the end of the test ends now
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    names = sorted(task.get_name() for task in left if not task.done())
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    if names:
        pytest.fail(f"tasks left behind: {', '.join(names)}")


@pytest.fixture(autouse=True)
def _no_task_left(request: pytest.FixtureRequest) -> None:
    """Fail a coroutine test that leaves a task running."""
    if inspect.iscoroutinefunction(getattr(request, "function", None)):
        request.getfixturevalue("_tasks_end")


@pytest.fixture(autouse=True)
def _no_unexpected_error(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the studio logs an error; one that takes ``caplog`` looks itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    keeper = _ErrorKeeper()
    logger = logging.getLogger("studio")
    logger.addHandler(keeper)
    yield
    logger.removeHandler(keeper)
    if keeper.said:
        pytest.fail("errors in the log: " + "; ".join(keeper.said))
