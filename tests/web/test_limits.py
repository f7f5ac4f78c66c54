"""How often one address may ask: a burst, then slowly on, each address by itself."""

from hypothesis import given
from hypothesis import strategies as st

from studio.core.clock import NS_PER_S
from studio.web.limits import RateLimit
from tests.fakes.virtual_clock import VirtualClock


def _allowed(limit: RateLimit, address: str, asked: int) -> int:
    return sum(limit.allows(address) for _ in range(asked))


def test_a_burst_and_then_so_many_a_minute() -> None:
    clock = VirtualClock()
    limit = RateLimit(clock, per_minute=30, burst=5)
    assert _allowed(limit, "a", 20) == 5
    clock.advance(2 * NS_PER_S)
    assert _allowed(limit, "a", 20) == 1
    clock.advance(3600 * NS_PER_S)
    assert _allowed(limit, "a", 20) == 5, "what was not used does not pile up"


def test_asking_too_often_does_not_make_it_longer() -> None:
    clock = VirtualClock()
    limit = RateLimit(clock, per_minute=60, burst=1)
    assert limit.allows("a")
    for _ in range(9):
        clock.advance(NS_PER_S // 10)
        assert not limit.allows("a")
    clock.advance(NS_PER_S // 10 + 1)
    assert limit.allows("a")


def test_addresses_do_not_share() -> None:
    limit = RateLimit(VirtualClock(), per_minute=1, burst=2)
    assert _allowed(limit, "a", 5) == _allowed(limit, "b", 5) == 2


def test_memory_is_bounded_and_the_busy_are_remembered() -> None:
    limit = RateLimit(VirtualClock(), per_minute=1, burst=1)
    assert limit.allows("busy")
    for number in range(9_000):
        limit.allows(f"other-{number}")
    assert not limit.allows("busy")
    for number in range(9_000):
        limit.allows(f"another-{number}")
    assert not limit.allows("busy")
    for number in range(10_000):
        limit.allows(f"flood-{number}")
    assert limit.allows("busy"), "the oldest of ten thousand addresses is forgotten"


@given(
    st.integers(1, 600),
    st.integers(1, 50),
    st.lists(st.integers(0, 20 * NS_PER_S), max_size=60),
)
def test_never_more_than_burst_and_rate_allow(
    per_minute: int, burst: int, pauses_ns: list[int]
) -> None:
    clock = VirtualClock()
    limit = RateLimit(clock, per_minute, burst)
    allowed = 0
    for pause_ns in pauses_ns:
        clock.advance(pause_ns)
        allowed += limit.allows("a")
    assert allowed <= burst + sum(pauses_ns) * per_minute / (60 * NS_PER_S) + 1e-6


def test_looking_takes_nothing() -> None:
    clock = VirtualClock()
    limit = RateLimit(clock, per_minute=60, burst=1)
    assert limit.has_any("a")
    assert limit.has_any("a")
    assert limit.allows("a")
    assert not limit.has_any("a")
    clock.advance(NS_PER_S + 1)
    assert limit.has_any("a")
