import itertools
import mmap
import os
import stat
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.preview_ring import PreviewReader, PreviewWriter


def _picture(value: int) -> bytes:
    return bytes([value % 256]) * (32 * 18 * 4)


def test_a_reader_gets_the_newest_picture_whole(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "p.ring", 32, 18)
    reader = PreviewReader(tmp_path / "p.ring")
    assert (reader.width_px, reader.height_px) == (32, 18)
    assert reader.latest() is None
    for number in range(1, 8):
        writer.write(_picture(number))
        latest = reader.latest()
        assert latest is not None
        assert (latest[0], bytes(latest[1])) == (number, _picture(number))
    late = PreviewReader(tmp_path / "p.ring")
    assert late.serial == 7
    for one in (reader, late, writer):
        one.close()
    assert not (tmp_path / "p.ring").exists()


def test_an_array_of_any_shape_is_taken_and_a_wrong_size_is_not(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "p.ring", 32, 18)
    writer.write(np.zeros((18, 32, 4), np.uint8).data)
    with pytest.raises(ValueError, match="2304"):
        writer.write(b"short")
    writer.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_ring_is_for_its_owner_only(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "p.ring", 32, 18)
    assert stat.S_IMODE((tmp_path / "p.ring").stat().st_mode) == 0o600
    writer.close()


def test_pictures_are_never_torn(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "p.ring", 320, 180)
    reader = PreviewReader(tmp_path / "p.ring")
    is_over = threading.Event()

    def write() -> None:
        for number in itertools.count():
            writer.write(bytes([number % 256]) * (320 * 180 * 4))
            if is_over.is_set():
                return

    thread = threading.Thread(target=write, name="test-writer")
    thread.start()
    seen: set[int] = set()
    while len(seen) < 20:
        latest = reader.latest()
        if latest is not None:
            seen.add(latest[0])
            assert latest[1].count(latest[1][0]) == len(latest[1])
    is_over.set()
    thread.join()
    reader.close()
    writer.close()


def test_a_picture_being_written_is_not_given(tmp_path: Path) -> None:
    path = tmp_path / "p.ring"
    writer = PreviewWriter(path, 32, 18)
    writer.write(_picture(1))
    reader = PreviewReader(path)
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as raw:
        raw[40:48] = (3).to_bytes(8, "little")  # slot 1's sequence: odd, as while writing
    assert reader.latest() is None
    reader.close()
    writer.close()


def test_no_ring_is_said_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"p\.ring"):
        PreviewReader(tmp_path / "p.ring")


@given(st.binary(max_size=5000))
def test_any_other_file_is_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("ring") / "p.ring"
    path.write_bytes(data)
    with pytest.raises(StudioError):
        PreviewReader(path)


def test_a_ring_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.ring"
    writer = PreviewWriter(path, 32, 18)
    path.with_name("short.ring").write_bytes(path.read_bytes()[:-1])
    with pytest.raises(BadInputError, match="length"):
        PreviewReader(path.with_name("short.ring"))
    writer.close()
