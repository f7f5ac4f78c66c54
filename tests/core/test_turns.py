"""Turns: in order for one thing, at the same time for two, and nothing is kept of what is over."""

import asyncio

import pytest

from studio.core.turns import Turns


async def test_what_is_about_one_thing_is_done_in_its_order() -> None:
    turns, done = Turns(), list[str]()

    async def act(key: str, name: str, gate: asyncio.Event) -> None:
        async with turns.of(key):
            done.append(f"{name} begins")
            await gate.wait()
            done.append(f"{name} ends")

    first, other = asyncio.Event(), asyncio.Event()
    free = asyncio.Event()
    free.set()
    async with asyncio.TaskGroup() as group:
        group.create_task(act("m1", "a", first))
        group.create_task(act("m1", "b", free))
        group.create_task(act("m2", "c", other))
        for _ in range(5):
            await asyncio.sleep(0)
        assert done == ["a begins", "c begins"]
        other.set()
        for _ in range(5):
            await asyncio.sleep(0)
        assert done[-1] == "c ends"
        first.set()
    assert done[3:] == ["a ends", "b begins", "b ends"]
    assert len(turns) == 0


async def test_one_that_failed_holds_up_nobody() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="no"):
        async with turns.of("m1"):
            raise ValueError("no")
    async with turns.of("m1"):
        assert len(turns) == 1
    assert len(turns) == 0
