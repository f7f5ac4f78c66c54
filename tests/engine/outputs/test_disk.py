import errno
from pathlib import Path

import pytest

from studio.core.errors import UnavailableError
from studio.core.settings import RecordingSettings
from studio.core.status import Severity
from studio.engine.outputs.disk import DiskWatch, free_bytes_of

SETTINGS = RecordingSettings(warn_free_s=600, stop_free_bytes=100_000_000)
MB = 1_000_000


class Stand:
    def __init__(self, free_bytes: int) -> None:
        self.free_bytes = free_bytes
        self.now_s = 0.0
        self.watch = DiskWatch(lambda _folder: self.free_bytes, lambda: self.now_s)


def test_plenty_of_room_is_no_alarm() -> None:
    stand = Stand(50_000 * MB)
    stand.watch.begin(Path("x"), SETTINGS)
    room = stand.watch.check(0)
    assert (room.free_bytes, room.alarm, room.is_full) == (50_000 * MB, None, False)
    assert room.left_s > 3600


def test_the_warning_comes_from_the_rate_that_was_measured() -> None:
    stand = Stand(1_100 * MB)
    stand.watch.begin(Path("x"), SETTINGS)
    stand.now_s = 100.0
    room = stand.watch.check(200 * MB)  # 2 MB a second: 500 s are left
    assert room.left_s == pytest.approx(500)
    assert room.alarm is not None
    assert room.alarm.severity is Severity.WARNING
    assert "8 more minutes" in room.alarm.text
    slower = stand.watch.check(100 * MB)
    assert slower.left_s == pytest.approx(1000)
    assert slower.alarm is None


def test_a_full_disk_ends_it_while_there_is_a_rest() -> None:
    stand = Stand(500 * MB)
    stand.watch.begin(Path("x"), SETTINGS)
    stand.free_bytes = 100 * MB
    room = stand.watch.check(400 * MB)
    assert room.is_full
    assert room.alarm is not None
    assert room.alarm.severity is Severity.URGENT


def test_a_disk_that_is_full_already_is_refused() -> None:
    with pytest.raises(UnavailableError, match="x: the disk is full: 90 MB are left"):
        Stand(90 * MB).watch.begin(Path("x"), SETTINGS)


def test_a_disk_that_went_away_is_named() -> None:
    def gone(_folder: Path) -> int:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(UnavailableError, match="x: the disk does not answer: Input/output error"):
        DiskWatch(gone).begin(Path("x"), SETTINGS)


def test_a_real_disk(tmp_path: Path) -> None:
    watch = DiskWatch()
    watch.begin(tmp_path, RecordingSettings(stop_free_bytes=50_000_000))
    assert watch.check(0).free_bytes > 50_000_000
    assert watch.free_bytes is free_bytes_of
