"""Frames: what is written is read, packed or nested; bombs and rubbish are refused."""

import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors import bilibili_frames
from studio.chat.connectors.bilibili_frames import Frame, read_frames, write_frame
from studio.core.errors import BadInputError
from tests.support.bilibili_packets import event, packed, packet, words

_PACK = {2: zlib.compress, 3: brotli.compress}
_SMALL = st.tuples(st.sampled_from([2, 3, 5, 7, 8]), st.binary(max_size=200))


@given(st.lists(_SMALL, max_size=20), st.sampled_from([0, 2, 3]))
def test_what_is_written_is_read_in_order(frames: list[tuple[int, bytes]], packing: int) -> None:
    data = b"".join(write_frame(operation, body, 0) for operation, body in frames)
    if packing:
        data = write_frame(5, _PACK[packing](data), packing)
    assert read_frames(data) == [Frame(operation, body) for operation, body in frames]


@given(st.binary(max_size=400))
def test_nothing_but_bad_input_comes_of_rubbish(data: bytes) -> None:
    try:
        read_frames(data)
    except BadInputError:
        return


@given(st.data(), st.sampled_from([0, 2, 3]))
def test_a_recorded_packet_with_a_byte_wrong(data: st.DataObject, packing: int) -> None:
    good = event("DM", words("m1", "多少钱"))
    whole = bytearray(packed(good * 3, packing) if packing else good * 3)
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for tried in (bytes(whole), bytes(whole[:cut])):
        try:
            read_frames(tried)
        except BadInputError:
            continue


def test_it_agrees_with_packets_written_by_hand() -> None:
    one, two = event("DM", words("m1", "一")), event("DM", words("m2", "二"))
    for packing in (2, 3):
        whole = packed(one + packed(two, 5 - packing), packing) + packet(3, b"\x00\x00\x00\x2a", 1)
        frames = read_frames(whole)
        assert [frame.operation for frame in frames] == [5, 5, 3]
        assert [frame.body for frame in frames[:2]] == [one[16:], two[16:]]
    assert write_frame(2, b"", 1) == packet(2, b"", 1, 1)


@pytest.mark.parametrize("packing", [2, 3])
def test_a_bomb_is_not_unpacked(packing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = write_frame(5, _PACK[packing](bytes(200_000_000)), packing)
    assert len(bomb) < 400_000
    with pytest.raises(BadInputError, match="too large when unpacked"):
        read_frames(bomb)
    # Several that are each small enough are not, together.
    monkeypatch.setattr(bilibili_frames, "LARGEST_UNPACKED", 100_000)
    part = write_frame(5, _PACK[packing](write_frame(5, bytes(60_000), 0)), packing)
    assert len(read_frames(part)) == 1
    with pytest.raises(BadInputError, match="too large when unpacked"):
        read_frames(part * 2)


def test_frames_do_not_nest_for_ever() -> None:
    data = write_frame(5, b"{}", 0)
    for _ in range(6):
        data = write_frame(5, zlib.compress(data), 2)
    with pytest.raises(BadInputError, match="frames in frames"):
        read_frames(data)


def test_too_many_are_too_many() -> None:
    with pytest.raises(BadInputError, match="too many"):
        read_frames(write_frame(3, b"") * 10_001)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x00\x00", "cut off"),
        (write_frame(5, b"x")[:-1], "lengths"),
        (write_frame(5, b"x", 9), "unknown way"),
        (write_frame(5, zlib.compress(b"x" * 99)[:-3], 2), "cannot be unpacked"),
        (write_frame(5, brotli.compress(b"x" * 99)[:-1], 3), "cannot be unpacked"),
    ],
)
def test_why_is_said(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        read_frames(data)
