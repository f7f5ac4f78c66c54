from pathlib import Path

import pytest

from studio.chat.connectors.unit_budget import Spent
from studio.chat.spent_file import FILE_NAME, SpentFile


def test_units_are_remembered_between_two_starts(tmp_path: Path) -> None:
    first = SpentFile(tmp_path)
    assert first.spent == Spent()
    first.save()
    assert not (tmp_path / FILE_NAME).exists()
    first.note(Spent("2026-11-26", 77))
    first.save()
    assert SpentFile(tmp_path).spent == Spent("2026-11-26", 77)
    (tmp_path / FILE_NAME).write_text("{broken")
    assert SpentFile(tmp_path).spent == Spent()


def test_a_disk_that_refuses_is_no_fault(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    lost = SpentFile(tmp_path / "file")
    lost.note(Spent("2026-11-26", 1))
    lost.save()
    assert "units not kept" in caplog.text
