import os
import stat
import time
from pathlib import Path

import pytest

from studio.core.files import set_aside, versions_of, write_atomically, write_versioned


def _age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "show.json"
    write_atomically(path, b"one\r\ntwo\n")
    write_atomically(path, b"three")
    assert path.read_bytes() == b"three"
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "show.json"
    write_atomically(path, b"good")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"broken")
    assert path.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_secret_is_for_its_owner_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "token", b"x", is_secret=True)
    assert stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o600


def test_what_was_there_is_kept_at_most_once_a_minute(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    for number in range(4):
        write_versioned(path, b"%d" % number)
    assert [version.read_bytes() for version in versions_of(path)] == [b"0"]
    _age(versions_of(path)[0], 61)
    write_versioned(path, b"later")
    assert [version.read_bytes() for version in versions_of(path)] == [b"3", b"0"]


def test_ten_versions_are_kept_newest_first(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    for number in range(15):
        write_versioned(path, b"%d" % number)
        for version in versions_of(path):
            _age(version, 100)
    kept = [version.read_bytes() for version in versions_of(path)]
    assert kept == [b"%d" % number for number in range(13, 3, -1)]
    assert path.read_bytes() == b"14"


def test_a_broken_file_is_set_aside_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    path.write_bytes(b"{")
    aside = set_aside(path)
    assert not path.exists()
    assert aside.read_bytes() == b"{"
    assert aside.name.startswith("show.broken-")
    path.write_bytes(b"[")
    assert set_aside(path) != aside
    assert aside.read_bytes() == b"{"
