import asyncio

import pytest

from studio.core.tasks import TaskGroupKeeper


async def test_a_task_has_its_owners_name_and_is_kept_while_it_runs() -> None:
    tasks = TaskGroupKeeper("hub")
    may_end = asyncio.Event()
    task = tasks.start(may_end.wait(), "listen")
    assert task.get_name() == "hub.listen"
    assert len(tasks) == 1
    may_end.set()
    assert await task is True
    await asyncio.sleep(0)
    assert len(tasks) == 0


async def test_closing_ends_what_runs_and_waits_for_it() -> None:
    tasks = TaskGroupKeeper("hub")
    ended: list[str] = []

    async def run() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0)
            ended.append("tidy")

    tasks.start(run(), "one")
    tasks.start(run(), "two")
    await asyncio.sleep(0)
    await tasks.close()
    assert ended == ["tidy", "tidy"]
    assert len(tasks) == 0


async def test_a_failure_is_never_silent(caplog: pytest.LogCaptureFixture) -> None:
    tasks = TaskGroupKeeper("hub")

    async def fail() -> None:
        raise OSError("nobody listens")

    task = tasks.start(fail(), "call")
    await asyncio.wait([task])
    await asyncio.sleep(0)
    record = caplog.records[0]
    assert record.__dict__["task_name"] == "hub.call"
    assert "nobody listens" in caplog.text


def test_a_task_needs_a_running_loop() -> None:
    coroutine = asyncio.sleep(0)
    with pytest.raises(RuntimeError):
        TaskGroupKeeper("hub").start(coroutine, "too early")
    coroutine.close()
