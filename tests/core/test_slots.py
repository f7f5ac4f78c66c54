import threading
from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.slots import BoundedQueue, LatestSlot


def test_the_newest_wins_and_what_nobody_read_is_counted() -> None:
    slot: LatestSlot[int] = LatestSlot()
    assert slot.get() is None
    slot.put(1)
    slot.put(2)
    assert slot.get() == 2
    assert slot.get() == 2
    slot.put(3)
    assert slot.dropped == 1


def test_a_cleared_slot_holds_nothing_and_drops_nothing() -> None:
    slot: LatestSlot[str] = LatestSlot()
    slot.put("old")
    slot.clear()
    assert slot.get() is None
    slot.put("new")
    assert (slot.get(), slot.dropped) == ("new", 0)


@given(st.integers(1, 5), st.lists(st.one_of(st.integers(0, 99), st.none()), max_size=40))
def test_a_queue_is_a_bounded_deque(capacity: int, steps: list[int | None]) -> None:
    """Numbers are put, None takes one out; `deque(maxlen)` is what it must be like."""
    queue: BoundedQueue[int] = BoundedQueue("model", capacity)
    model: deque[int] = deque(maxlen=capacity)
    dropped = 0
    for step in steps:
        if step is None:
            assert queue.get(timeout_s=0) == (model.popleft() if model else None)
            continue
        is_full = len(model) == capacity
        dropped += is_full
        model.append(step)
        assert queue.put(step) is not is_full
    assert queue.dropped == dropped
    assert len(queue) == len(model)
    assert queue.drain() == list(model)
    assert len(queue) == 0


def test_a_closed_queue_gives_what_it_holds_and_takes_nothing() -> None:
    queue: BoundedQueue[int] = BoundedQueue("closing", 3)
    queue.put(1)
    queue.close()
    assert queue.is_closed
    assert queue.put(2) is False
    assert queue.get() == 1
    assert queue.get() is None


def test_closing_wakes_whoever_waits() -> None:
    queue: BoundedQueue[int] = BoundedQueue("waiting", 3)
    got: list[int | None] = []
    reader = threading.Thread(target=lambda: got.append(queue.get()))
    reader.start()
    queue.close()
    reader.join(5)
    assert got == [None]


def test_a_waiting_reader_gets_what_is_put() -> None:
    queue: BoundedQueue[int] = BoundedQueue("waiting", 3)
    got: list[int | None] = []
    reader = threading.Thread(target=lambda: got.append(queue.get(timeout_s=30)))
    reader.start()
    queue.put(7)
    reader.join(5)
    assert got == [7]


def test_a_queue_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="narrow"):
        BoundedQueue("narrow", 0)
