from studio.core.clock import NS_PER_MS, NS_PER_S, Clock, JumpWatch, SystemClock
from tests.fakes.virtual_clock import VirtualClock


def _waits_to_its_deadline(clock: Clock) -> None:
    deadline_ns = clock.monotonic_ns() + 2 * NS_PER_MS
    clock.wait_until(deadline_ns)
    assert clock.monotonic_ns() >= deadline_ns


def test_the_system_clock_waits_to_its_deadline() -> None:
    _waits_to_its_deadline(SystemClock())


def test_the_virtual_clock_keeps_the_same_promise() -> None:
    _waits_to_its_deadline(VirtualClock())


def test_a_deadline_in_the_past_costs_nothing() -> None:
    clock = SystemClock()
    clock.wait_until(clock.monotonic_ns() - 3600 * 1000 * NS_PER_MS)
    virtual = VirtualClock(start_ns=100)
    virtual.wait_until(50)
    assert virtual.monotonic_ns() == 100


def test_wall_time_is_milliseconds_since_1970() -> None:
    assert SystemClock().wall_ms() > 1_600_000_000_000


def test_a_clock_that_was_changed_is_noticed() -> None:
    clock = VirtualClock()
    watch = JumpWatch(clock, most_ms=60_000)
    clock.advance(90 * 86_400 * NS_PER_S)
    assert not watch.has_jumped
    clock.put(60_001)
    assert watch.has_jumped
    clock.put(-60_001)
    assert not watch.has_jumped
    clock.put(-3_600_000)
    assert watch.has_jumped
