import pytest

from studio.core.advice import advise
from studio.core.findings import SpeedFinding


def _speeds(*times_ms: float) -> tuple[SpeedFinding, ...]:
    sizes = ((1280, 720, 30), (1920, 1080, 30), (1920, 1080, 60))
    return tuple(
        SpeedFinding(*size, encode_ms=ms) for size, ms in zip(sizes, times_ms, strict=False)
    )


@pytest.mark.parametrize(
    ("times_ms", "size", "is_tight"),
    [
        ((2.0, 4.0, 4.0), (1920, 1080, 60), False),
        ((4.0, 9.0, 9.0), (1920, 1080, 30), False),
        ((9.0, 20.0, 20.0), (1280, 720, 30), False),
        ((25.0,), (1280, 720, 30), True),
        ((), (1280, 720, 30), True),
    ],
)
def test_the_best_that_is_held_with_room_to_spare(
    times_ms: tuple[float, ...], size: tuple[int, int, int], is_tight: bool
) -> None:
    advice = advise(_speeds(*times_ms), 100_000_000)
    assert (advice.width_px, advice.height_px, advice.rate_hz) == size
    assert advice.is_tight is is_tight


def test_a_slow_disk_lowers_the_bitrate() -> None:
    advice = advise(_speeds(2.0, 4.0), 1_000_000)
    assert advice.bitrate_bps == 1_500_000
    assert advice.is_tight
