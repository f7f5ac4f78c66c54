from hypothesis import given
from hypothesis import strategies as st

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.engine.encode.figures import EncodeFigures, RateMeter, percentile


def test_percentiles_by_nearest_rank() -> None:
    values = [float(value) for value in range(1, 101)]
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.99) == 99
    assert percentile([7.0], 0.99) == 7
    assert percentile([], 0.5) == 0


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values(values: list[float], share: float) -> None:
    assert percentile(values, share) in values


def test_the_rate_of_a_steady_stream() -> None:
    meter = RateMeter(window_s=2.0)
    for number in range(300):
        meter.add(1000, number * NS_PER_S // 30)
    now_ns = 299 * NS_PER_S // 30
    assert abs(meter.bps(now_ns) - 240_000) < 10_000
    assert meter.bps(now_ns + 3 * NS_PER_S) == 0


def test_the_rate_before_a_full_window_and_before_anything() -> None:
    meter = RateMeter()
    assert meter.bps(5) == 0
    meter.add(1000, 0)
    assert meter.bps(0) == 0
    assert meter.bps(NS_PER_S) == 8000


def test_what_a_rendition_shows() -> None:
    figures = EncodeFigures(kept_frames=10)
    for number in range(20):
        figures.add_frame(number * NS_PER_MS, 2 * number * NS_PER_MS)
    figures.add_packet(500, True, 0)
    figures.add_packet(500, False, NS_PER_S)
    assert figures.encode_ms(1.0) == 19
    assert figures.encode_ms(0.0) == 10  # older ones are forgotten
    assert figures.done_ms(1.0) == 38
    assert figures.key_frames == 1
    assert figures.bps(NS_PER_S) == 8000
