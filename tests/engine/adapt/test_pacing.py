import pytest

from studio.engine.adapt.pacing import Pacer


def _duration_s(pacer: Pacer, count: int, size_bytes: int = 1200) -> float:
    now_s = 10.0
    for _ in range(count):
        now_s += pacer.wait_s(now_s)
        pacer.sent(size_bytes, now_s)
    return now_s - 10.0


def test_a_key_frame_is_spread_at_the_rate() -> None:
    pacer = Pacer()
    pacer.rate_bps = 2_400_000
    assert _duration_s(pacer, 100) == pytest.approx(0.4, abs=0.02)


def test_one_packet_goes_at_once() -> None:
    pacer = Pacer()
    pacer.rate_bps = 1_000_000
    assert pacer.wait_s(5.0) == 0.0


def test_without_a_rate_nobody_waits() -> None:
    assert _duration_s(Pacer(), 1000) == 0.0


def test_what_goes_out_of_turn_keeps_the_others_waiting_for_half_a_second_at_most() -> None:
    pacer = Pacer()
    pacer.rate_bps = 100_000
    for _ in range(100):
        pacer.sent(1200, 1.0)
    assert 0.4 < pacer.wait_s(1.0) <= 0.5
