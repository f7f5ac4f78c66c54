import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.adapt.feedback import arrivals_in
from tests.support.feedback import feedback


def test_what_came_and_when_is_read() -> None:
    arrivals = arrivals_in(feedback([1, 0, 1], first=65_535, took_ms=[2.0, 100.0], reference=10))
    assert [arrival.sequence for arrival in arrivals] == [65_535, 0, 1]
    times = [arrival.at_s for arrival in arrivals]
    assert times == [pytest.approx(0.642), None, pytest.approx(0.742)]


def test_arrivals_out_of_order_go_back_in_time() -> None:
    first, second = arrivals_in(feedback([1, 1], took_ms=[50.0, -5.0]))
    assert first.at_s == pytest.approx(0.05)
    assert second.at_s == pytest.approx(0.045)


def test_runs_and_single_bits_are_read() -> None:
    import struct

    run = struct.pack("!H", 1 << 13 | 3)  # three of "small delta"
    bits = struct.pack("!H", 1 << 15 | 0b10 << 12)  # one came, then one did not
    body = struct.pack("!HH", 7, 5) + b"\0\0\1\0" + run + bits + bytes([4, 4, 4, 4])
    body += b"\0" * (-len(body) % 4)
    payload = struct.pack("!LL", 1, 2) + body
    packet = struct.pack("!BBH", 0x8F, 205, len(payload) // 4) + payload
    assert [one.at_s is not None for one in arrivals_in(packet)] == [True] * 4 + [False]


def test_it_is_found_behind_another_packet() -> None:
    report = bytes([0x80, 201, 0, 1, 0, 0, 0, 1])
    assert len(arrivals_in(report + feedback([1, 1]))) == 2
    assert arrivals_in(report) == []


@given(st.lists(st.integers(0, 1), min_size=1, max_size=60))
def test_every_packet_is_accounted_for(came: list[int]) -> None:
    arrivals = arrivals_in(feedback(came))
    assert [int(one.at_s is not None) for one in arrivals] == came


@given(st.binary(max_size=120))
def test_nonsense_is_nothing_and_no_error(data: bytes) -> None:
    arrivals_in(data)
    arrivals_in(b"\x8f\xcd" + data)


@given(st.integers(0, 40))
def test_what_is_cut_short_is_no_error(kept: int) -> None:
    whole = feedback([1] * 20)
    words = max(0, kept // 4 - 1)
    arrivals_in(whole[:2] + words.to_bytes(2, "big") + whole[4 : 4 + words * 4])
