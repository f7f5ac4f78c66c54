import asyncio

import pytest

from studio.core.errors import UnavailableError
from studio.engine.loop_thread import LoopThread


async def _twice(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def test_it_answers_from_its_own_loop_and_ends_what_runs() -> None:
    ended: list[bool] = []

    async def at_end() -> None:
        ended.append(True)

    thread = LoopThread("test-loop", at_end)
    thread.start()
    assert thread.ask(_twice(21)) == 42
    thread.stop()
    assert ended == [True]
    with pytest.raises(UnavailableError, match="does not run"):
        thread.ask(_twice(1))


def test_what_is_raised_there_is_raised_here() -> None:
    async def nothing() -> None:
        return None

    async def fail() -> None:
        raise KeyError("x")

    thread = LoopThread("test-loop", nothing)
    thread.start()
    with pytest.raises(KeyError):
        thread.ask(fail())
    thread.stop()
    thread.stop()
