import asyncio

import pytest

from studio.chat.gate import Gate
from studio.core.engage import TakingPartError
from studio.core.tasks import TaskGroupKeeper
from tests.support.waiting import until


async def test_shutting_waits_for_those_inside_and_lets_nobody_in() -> None:
    gate, go, tasks = Gate(), asyncio.Event(), TaskGroupKeeper("test")
    done: list[str] = []

    async def pass_through() -> None:
        with gate.passing():
            await go.wait()
            done.append("through")

    async def shut() -> None:
        await gate.shut()
        done.append("shut")

    inside = [tasks.start(pass_through(), "inside") for _ in range(2)]
    await asyncio.sleep(0)
    shutting = tasks.start(shut(), "shut")
    await asyncio.sleep(0)
    with pytest.raises(TakingPartError), gate.passing():
        done.append("late")
    go.set()
    await until(shutting.done)
    await asyncio.gather(*inside)
    assert done == ["through", "through", "shut"]
    gate.open()
    with gate.passing():
        done.append("again")
    assert done[-1] == "again"
