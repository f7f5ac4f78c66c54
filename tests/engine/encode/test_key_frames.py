from hypothesis import given
from hypothesis import strategies as st

from studio.core.clock import NS_PER_S
from studio.engine.encode.key_frames import KeyFrameGate


def test_the_first_request_is_answered_at_once_and_only_once() -> None:
    gate = KeyFrameGate()
    assert not gate.take(0)
    gate.request()
    assert gate.take(1)
    assert not gate.take(2)


def test_two_who_join_one_after_the_other_need_not_wait() -> None:
    gate = KeyFrameGate()
    gate.request()
    assert gate.take(0)
    gate.request()
    assert gate.take(NS_PER_S // 10)
    gate.request()
    assert not gate.take(NS_PER_S // 5)
    assert gate.take(NS_PER_S + NS_PER_S // 5)


def test_a_key_frame_made_anyway_answers_too() -> None:
    gate = KeyFrameGate()
    gate.request()
    gate.made()
    assert not gate.take(0)


@given(st.binary(max_size=40))
def test_a_storm_makes_about_one_a_second(storm: bytes) -> None:
    asks = [bool(byte >> bit & 1) for byte in storm for bit in range(8)]
    gate = KeyFrameGate()
    made = 0
    for number, does_ask in enumerate(asks):
        if does_ask:
            gate.request()
        made += gate.take(number * NS_PER_S // 30)
    assert made <= len(asks) / 30 + 2
    assert (made > 0) == any(asks)
