"""Journals on a real disk: kept after a crash, one a show, and never without bound."""

import os
import time
from pathlib import Path

import pytest

from studio.core import journal_file as module
from studio.core.errors import NotFoundError
from studio.core.journal import LogEntry, LogKind
from studio.core.journal_file import JournalFile, journals_in, read_journal

_NOW_MS = time.time_ns() // 1_000_000


def _entry(number: int = 0, word: str = "log_scene") -> LogEntry:
    return LogEntry(_NOW_MS + number, LogKind.SCENE, word, {"scene": str(number)})


def _written(folder: Path, *entries: tuple[LogEntry, bool]) -> None:
    file = JournalFile(folder)
    file.start()
    for entry, is_new_show in entries:
        file.write(entry, is_new_show=is_new_show)
    file.close()


def test_a_show_has_a_file_of_its_own(tmp_path: Path) -> None:
    _written(tmp_path, (_entry(1), False), (_entry(2), True), (_entry(3), False))
    newest, before = journals_in(tmp_path)
    assert read_journal(tmp_path, newest.id, 100) == ((_entry(2), _entry(3)), 0)
    assert read_journal(tmp_path, before.id, 100) == ((_entry(1),), 0)
    assert before.began_wall_ms == _NOW_MS + 1


def test_after_a_crash_it_goes_on_in_the_same_file(tmp_path: Path) -> None:
    _written(tmp_path, (_entry(1), True))
    (known,) = journals_in(tmp_path)
    path = tmp_path / f"{known.id}.jsonl"
    path.write_bytes(path.read_bytes() + b'{"wallMs": 12, "ki')
    path.write_bytes(path.read_bytes() + b"\n")
    _written(tmp_path, (_entry(2), False))
    assert len(journals_in(tmp_path)) == 1
    assert read_journal(tmp_path, known.id, 100)[0] == (_entry(1), _entry(2))


def test_a_file_of_another_day_is_left_alone(tmp_path: Path) -> None:
    _written(tmp_path, (_entry(1), False))
    (path,) = tmp_path.glob("*.jsonl")
    long_ago = time.time() - 100_000
    os.utime(path, (long_ago, long_ago))
    _written(tmp_path, (_entry(2), False))
    assert len(journals_in(tmp_path)) == 2


def test_only_the_newest_entries_are_read(tmp_path: Path) -> None:
    _written(tmp_path, *((_entry(number), False) for number in range(10)))
    (known,) = journals_in(tmp_path)
    entries, left_out = read_journal(tmp_path, known.id, 3)
    assert [one.values["scene"] for one in entries] == ["7", "8", "9"]
    assert left_out == 7


def test_the_oldest_journals_go_and_a_large_one_is_followed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MOST_FILES", 3)
    _written(tmp_path, *((_entry(number * 1000), True) for number in range(5)))
    assert len(journals_in(tmp_path)) == 3
    monkeypatch.setattr(module, "_MOST_BYTES", 10)
    before = journals_in(tmp_path)[0].id
    _written(tmp_path, (_entry(9_000), False))
    assert journals_in(tmp_path)[0].id != before


@pytest.mark.parametrize("name", ["../secrets", "20261125-201400", "", "a" * 500])
def test_nothing_else_can_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secrets.jsonl").write_text("{}")
    with pytest.raises(NotFoundError, match="no such journal"):
        read_journal(tmp_path / "journal", name, 10)


def test_a_disk_that_refuses_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file where the folder should be")
    _written(tmp_path / "journal", (_entry(), False))
    assert (tmp_path / "journal").is_file()
