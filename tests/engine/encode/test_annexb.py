from hypothesis import given
from hypothesis import strategies as st

from studio.engine.encode import annexb
from tests.support.encoded import video

SPS, PPS = b"\x67\x42\xc0\x1f\xda", b"\x68\xce\x3c\x80\x11"
IDR, SLICE, SEI = b"\x65\x88\x84\x21", b"\x41\x9a\x24\x6c", b"\x06\x05\x01\x80"
LONG, SHORT = b"\0\0\0\1", b"\0\0\1"

# No emulated start code inside, and no zero at the end, as the standard demands of a unit.
payloads = st.binary(max_size=30).map(lambda data: data.replace(b"\0", b"\x03") + b"\x80")
units = st.builds(lambda kind, data: bytes([0x60 | kind]) + data, st.integers(1, 23), payloads)


@given(st.lists(st.tuples(st.sampled_from([LONG, SHORT]), units), max_size=8))
def test_units_come_out_as_they_went_in(parts: list[tuple[bytes, bytes]]) -> None:
    data = b"".join(code + unit for code, unit in parts)
    assert list(annexb.nal_units(data)) == [unit for _, unit in parts]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_fault(data: bytes) -> None:
    found = list(annexb.nal_units(data))
    assert sum(len(unit) for unit in found) <= len(data)
    assert annexb.has_idr(data) in (True, False)
    sets = annexb.parameter_sets(data)
    assert annexb.parameter_sets(sets) == sets


@given(st.lists(units, max_size=8))
def test_an_idr_is_found_when_it_is_the_first_slice(parts: list[bytes]) -> None:
    slices = [annexb.nal_type(unit) for unit in parts if 1 <= annexb.nal_type(unit) <= 5]
    data = b"".join(LONG + unit for unit in parts)
    assert annexb.has_idr(data) == (bool(slices) and slices[0] == 5)


def test_parameter_sets_are_taken_without_anything_else() -> None:
    data = LONG + SEI + SHORT + SPS + LONG + PPS + LONG + IDR
    assert annexb.parameter_sets(data) == LONG + SPS + LONG + PPS


def test_one_of_two_parameter_sets_is_none() -> None:
    assert annexb.parameter_sets(LONG + SPS + LONG + IDR) == b""
    assert annexb.parameter_sets(LONG + PPS + LONG + IDR) == b""


def test_a_key_frame_without_sets_gets_the_known_ones() -> None:
    known = LONG + SPS + LONG + PPS
    bare = LONG + IDR
    assert annexb.with_parameter_sets(bare, known) == known + bare
    whole = known + bare
    assert annexb.with_parameter_sets(whole, b"other") == whole


def test_what_x264_makes() -> None:
    packets = video(2.0)
    assert [annexb.has_idr(packet.data) for packet in packets] == [
        packet.is_key for packet in packets
    ]
    for packet in packets:
        assert bool(annexb.parameter_sets(packet.data)) == packet.is_key
