"""Starting again is allowed five times a minute and no more."""

from studio.core.clock import NS_PER_S
from studio.core.supervise import RestartBudget
from tests.fakes.virtual_clock import VirtualClock


def test_five_at_once_and_no_sixth() -> None:
    budget = RestartBudget(VirtualClock())
    assert [budget.take() for _ in range(7)] == [True] * 5 + [False] * 2


def test_the_window_slides() -> None:
    clock = VirtualClock()
    budget = RestartBudget(clock)
    taken = []
    for _ in range(12):
        taken.append(budget.take())
        clock.advance(10 * NS_PER_S)
    # At 0-40 s five; at 50 and 60 none; from 70 s on the oldest has left the minute.
    assert taken == [True] * 5 + [False] * 2 + [True] * 5


def test_what_was_refused_does_not_count() -> None:
    clock = VirtualClock()
    budget = RestartBudget(clock, most=1, window_s=10)
    assert budget.take()
    for _ in range(100):
        assert not budget.take()
    clock.advance(10 * NS_PER_S + 1)
    assert budget.take()


def test_rare_restarts_go_on_for_ever() -> None:
    clock = VirtualClock()
    budget = RestartBudget(clock)
    for _ in range(200):
        assert budget.take()
        clock.advance(13 * NS_PER_S)
