from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Canvas
from studio.engine.adapt.choice import Choice, LineNow, decide, room_for_picture
from studio.engine.adapt.rungs import MOST_EXTRA, ladder_of

_LADDER = ladder_of(Canvas(1280, 720, 30), 2_500_000, MOST_EXTRA)
_ESTIMATES = st.integers(0, 8_000_000)
_LINES = st.builds(
    LineNow,
    now_s=st.just(0.0),
    estimate_bps=_ESTIMATES,
    loss=st.floats(0, 1),
    round_trip_ms=st.floats(0, 2000),
    waiting_ms=st.floats(0, 3000),
)


def _after(choice: Choice, estimate_bps: int, from_s: float, seconds: float) -> Choice:
    for step in range(round(seconds * 10)):
        choice = decide(choice, LineNow(from_s + step / 10, estimate_bps), _LADDER)
    return choice


def test_a_good_line_has_the_whole_picture() -> None:
    assert _after(Choice(), 6_000_000, 0.0, 5).number == 0


def test_a_narrow_line_gets_less_at_once() -> None:
    assert decide(Choice(), LineNow(0.0, 1_700_000), _LADDER).number == 1
    assert decide(Choice(), LineNow(0.0, 900_000), _LADDER).number == 2
    assert decide(Choice(), LineNow(0.0, 100_000), _LADDER).number == 3


def test_up_only_after_a_time_of_calm() -> None:
    low = decide(Choice(), LineNow(0.0, 900_000), _LADDER)
    assert _after(low, 6_000_000, 0.1, 0.9).number == low.number
    assert _after(low, 6_000_000, 0.1, 2).number == 0


def test_a_climb_that_failed_waits_longer_the_next_time() -> None:
    low = decide(Choice(), LineNow(0.0, 900_000), _LADDER)
    high = _after(low, 6_000_000, 0.1, 2)
    again = decide(high, LineNow(3.0, 900_000), _LADDER)
    assert again.calm_s > low.calm_s
    assert _after(again, 6_000_000, 3.1, 1.5).number != 0


def test_who_says_nothing_is_left_alone() -> None:
    assert decide(Choice(), LineNow(0.0), _LADDER).number == 0


def test_pictures_that_wait_too_long_mean_less() -> None:
    assert decide(Choice(), LineNow(0.0, 6_000_000, waiting_ms=800), _LADDER).number == 1


def test_when_a_rendition_is_given_up_the_next_lower_one_is_taken() -> None:
    two = ladder_of(Canvas(1280, 720, 30), 2_500_000, 1)
    one = ladder_of(Canvas(1280, 720, 30), 2_500_000, 0)
    assert decide(Choice(1), LineNow(0.0), two).number == 2
    assert decide(Choice(3), LineNow(0.0), two).number == 2
    assert decide(Choice(3), LineNow(0.0), one).number == 0


@given(_LINES, st.integers(0, 3), st.integers(0, 3))
def test_the_rung_is_always_one_that_is_made(line: LineNow, at: int, extra_count: int) -> None:
    ladder = ladder_of(Canvas(1280, 720, 30), 2_500_000, extra_count)
    assert decide(Choice(at), line, ladder).number in [rung.number for rung in ladder]


@given(_ESTIMATES.filter(bool), _ESTIMATES.filter(bool), st.floats(0, 0.5))
def test_a_better_line_never_gets_less(one_bps: int, other_bps: int, loss: float) -> None:
    worse_bps, better_bps = sorted((one_bps, other_bps))
    worse = decide(Choice(), LineNow(0.0, worse_bps, loss), _LADDER)
    better = decide(Choice(), LineNow(0.0, better_bps, loss), _LADDER)
    assert better.number <= worse.number


@given(st.lists(_ESTIMATES, min_size=20, max_size=200))
def test_it_does_not_flap(estimates: list[int]) -> None:
    """However the estimate jumps, a climb comes at most once a second."""
    choice, climbs = Choice(), 0
    for step, estimate_bps in enumerate(estimates):
        after = decide(choice, LineNow(step / 10, estimate_bps), _LADDER)
        climbs += after.number < choice.number
        choice = after
    assert climbs <= len(estimates) / 10


@given(_LINES)
def test_room_is_never_more_than_the_line(line: LineNow) -> None:
    assert 0 <= room_for_picture(line) <= line.estimate_bps
