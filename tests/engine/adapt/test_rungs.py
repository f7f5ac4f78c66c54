import itertools

from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Canvas
from studio.engine.adapt.rungs import MOST_EXTRA, ladder_of

_HD = Canvas(1280, 720, 30)


def test_frame_rate_goes_before_size() -> None:
    ladder = ladder_of(_HD, 2_500_000, MOST_EXTRA)
    shapes = [(one.number, one.width_px, one.height_px, one.rate_divisor) for one in ladder]
    assert shapes == [(0, 1280, 720, 1), (1, 1280, 720, 2), (2, 640, 360, 1), (3, 426, 240, 2)]


def test_a_weak_machine_has_one_and_its_rate_may_follow() -> None:
    (only,) = ladder_of(_HD, 2_500_000, 0)
    assert (only.number, only.most_bps) == (0, 2_500_000)
    assert only.least_bps < 300_000


def test_with_one_more_it_is_the_half_size() -> None:
    assert [one.number for one in ladder_of(_HD, 2_500_000, 1)] == [0, 2]


def test_upright_pictures_stay_upright_and_legible() -> None:
    for rung in ladder_of(Canvas(720, 1280, 30), 2_500_000, MOST_EXTRA):
        assert rung.height_px > rung.width_px >= 240


@given(
    st.integers(64, 1920).map(lambda half: half * 2),
    st.integers(64, 1920).map(lambda half: half * 2),
    st.integers(1, 60),
    st.integers(100_000, 40_000_000),
    st.integers(-1, 9),
)
def test_rungs_are_sound(
    width_px: int, height_px: int, rate_hz: int, bitrate_bps: int, extra_count: int
) -> None:
    ladder = ladder_of(Canvas(width_px, height_px, rate_hz), bitrate_bps, extra_count)
    assert ladder[0].number == 0
    assert ladder[0].most_bps == bitrate_bps
    for rung in ladder:
        assert rung.width_px % 2 == rung.height_px % 2 == 0
        assert 0 < rung.width_px <= width_px
        assert 0 < rung.height_px <= height_px
        assert 0 < rung.least_bps <= rung.most_bps
    for above, below in itertools.pairwise(ladder):
        assert below.number > above.number
        assert below.most_bps <= above.most_bps
        assert below.most_bps <= above.least_bps
