import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.outputs.fragments import Box, FragmentIndex, read_boxes

KINDS = st.sampled_from([b"ftyp", b"moov", b"moof", b"mdat", b"free"])
PARTS = st.lists(st.tuples(KINDS, st.binary(max_size=40)), max_size=20)


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(data), kind) + data


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("boxes") / "file.mp4"


@given(PARTS, st.integers(0, 60))
def test_boxes_come_out_as_they_went_in_but_one_that_is_cut(
    file: Path, parts: list[tuple[bytes, bytes]], cut: int
) -> None:
    whole = b"".join(box(*part) for part in parts)
    data = whole[: max(0, len(whole) - cut)]
    file.write_bytes(data)
    offset, expected = 0, []
    for kind, content in parts:
        if offset + 8 + len(content) > len(data):
            break
        expected.append(Box(kind, offset, offset + 8 + len(content)))
        offset = expected[-1].end
    assert read_boxes(file) == expected


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fault(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    boxes = read_boxes(file)
    assert all(one.end <= len(data) for one in boxes)
    index = FragmentIndex(file)
    index.refresh()
    assert len(index.tail(3)) <= len(data)


@given(PARTS, st.lists(st.integers(1, 60), max_size=30))
def test_following_a_file_that_grows_finds_what_reading_it_at_once_finds(
    file: Path, parts: list[tuple[bytes, bytes]], steps: list[int]
) -> None:
    data = b"".join(box(*part) for part in parts)
    grown = FragmentIndex(file)
    written = 0
    for step in [*steps, len(data)]:
        written += step
        file.write_bytes(data[:written])
        grown.refresh()
    whole = FragmentIndex(file)
    whole.refresh()
    assert grown.count == whole.count
    assert grown.tail(2) == whole.tail(2)


def test_the_tail_is_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    head = box(b"ftyp", b"f") + box(b"moov", b"m")
    fragments = [box(b"moof", bytes([n])) + box(b"mdat", bytes([n]) * n) for n in range(1, 6)]
    path.write_bytes(head + b"".join(fragments) + box(b"moof", b"cut")[:9])
    index = FragmentIndex(path)
    index.refresh()
    assert index.count == 5
    assert index.tail(2) == head + fragments[3] + fragments[4]
    assert index.tail(99) == path.read_bytes()[:-9]


def test_a_long_box_has_its_size_behind_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(struct.pack(">I4sQ", 1, b"mdat", 20) + b"1234" + box(b"free", b""))
    assert read_boxes(path) == [Box(b"mdat", 0, 20), Box(b"free", 20, 28)]


def test_a_file_that_is_gone_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        FragmentIndex(tmp_path / "none.mp4").refresh()
