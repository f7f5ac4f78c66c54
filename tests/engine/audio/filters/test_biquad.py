import numpy as np
import pytest

from studio.engine.audio.filters.biquad import (
    PIECE,
    Biquad,
    Doubles,
    bell,
    high_shelf,
    history_size,
    low_shelf,
    piece_matrix,
)


def test_a_bell_has_its_gain_at_its_frequency_and_none_far_away() -> None:
    one = bell(1000, 9.0, 1.0)
    assert one.response_db(1000) == pytest.approx(9.0, abs=1e-9)
    assert one.response_db(20) == pytest.approx(0.0, abs=0.05)
    assert one.response_db(20_000) == pytest.approx(0.0, abs=0.05)


def test_shelves_reach_half_their_decibels_at_their_frequency() -> None:
    low, high = low_shelf(200, -8.0), high_shelf(5000, 6.0)
    assert [low.response_db(f) for f in (1, 200, 20_000)] == pytest.approx([-8, -4, 0], abs=0.01)
    assert [high.response_db(f) for f in (1, 5000, 23_999)] == pytest.approx([0, 3, 6], abs=0.01)


def test_the_matrix_does_what_the_difference_equation_says() -> None:
    sections = (low_shelf(100, 6), bell(1500, -7, 1.0), high_shelf(9000, 4))
    signal = np.random.default_rng(2).normal(size=3 * PIECE)
    expected = signal
    for one in sections:
        expected = _slow(one, expected)
    matrix, history = piece_matrix(sections), np.zeros(history_size(3))
    made = []
    for start in range(0, signal.size, PIECE):
        out = matrix @ np.concatenate([signal[start : start + PIECE], history])
        made.append(out[:PIECE])
        history = out[PIECE:]
    assert np.allclose(np.concatenate(made), expected, atol=1e-10)


def _slow(one: Biquad, signal: Doubles) -> Doubles:
    out = np.zeros(signal.size + 2)
    x = np.concatenate([np.zeros(2), signal])
    for n in range(2, x.size):
        out[n] = one.b0 * x[n] + one.b1 * x[n - 1] + one.b2 * x[n - 2]
        out[n] -= one.a1 * out[n - 1] + one.a2 * out[n - 2]
    return out[2:]
