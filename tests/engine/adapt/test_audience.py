from hypothesis import given
from hypothesis import strategies as st

from studio.engine.adapt.audience import rate_for, reasonable
from studio.engine.adapt.rungs import Rung

_RUNG = Rung(0, 1280, 720, 1, 300_000, 2_500_000)
_ROOMS = st.lists(st.floats(0, 1e8), max_size=12)


def test_the_least_of_the_audience_sets_the_rate() -> None:
    assert rate_for(_RUNG, [2e6, 1.5e6]) == 1_425_000


def test_one_far_below_the_others_does_not_pull_them_down() -> None:
    assert rate_for(_RUNG, [2e6, 2.1e6, 2.2e6, 100e3]) == 1_900_000


def test_of_two_both_count() -> None:
    assert reasonable([2e6, 100e3]) == [2e6, 100e3]


def test_an_audience_that_says_nothing_gets_everything() -> None:
    assert rate_for(_RUNG, []) == 2_500_000


@given(_ROOMS)
def test_it_stays_within_the_rung(rooms_bps: list[float]) -> None:
    assert _RUNG.least_bps <= rate_for(_RUNG, rooms_bps) <= _RUNG.most_bps


@given(_ROOMS.filter(lambda rooms: len(rooms) > 0))
def test_most_of_the_audience_is_reasonable(rooms_bps: list[float]) -> None:
    assert len(reasonable(rooms_bps)) * 2 >= len(rooms_bps)
