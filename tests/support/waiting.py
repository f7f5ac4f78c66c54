"""Waiting for what other threads, tasks or processes bring about."""

import asyncio
import time
from collections.abc import Callable

_STEP_S = 0.005


async def until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    """Let the loop go on until it is so; AssertionError when the time is over."""
    for _ in range(int(timeout_s / _STEP_S)):
        if condition():
            return
        await asyncio.sleep(_STEP_S)
    raise AssertionError(f"it did not come about within {timeout_s} s")


def wait_until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    """Sleep until it is so; AssertionError when the time is over."""
    for _ in range(int(timeout_s / _STEP_S)):
        if condition():
            return
        time.sleep(_STEP_S)
    raise AssertionError(f"it did not come about within {timeout_s} s")
