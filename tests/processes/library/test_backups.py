"""Backups on a real disk: everything but keys, bounded, and read back."""

from pathlib import Path

import pytest

from studio.core.errors import NotFoundError, UnavailableError
from studio.core.settings import Settings
from studio.core.settings_file import save_settings
from studio.engine.show_file import save_show
from studio.processes.library import backups as module
from studio.processes.library.backups import Backups, is_ours
from tests.support.small_show import small_show


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    save_show(tmp_path / "show.json", small_show())
    save_settings(tmp_path / "settings.json", Settings())
    save_show(tmp_path / "collections" / "other.json", small_show())
    (tmp_path / "secrets.json").write_text("{}")
    return tmp_path


def test_everything_but_keys_is_kept(data_dir: Path) -> None:
    backups = Backups(data_dir, lambda: 1_764_000_000.0)
    made = backups.make("import")
    (told,) = backups.all()
    assert (told.id, told.reason, told.name, told.scenes) == (made, "import", "Small", 2)
    assert set(backups.files_of(made)) == {"show.json", "settings.json", "collections/other.json"}
    assert backups.make("import") != made


def test_nothing_is_kept_of_nothing(tmp_path: Path) -> None:
    assert Backups(tmp_path).make("update") == ""
    assert Backups(tmp_path).all() == ()


def test_the_oldest_go(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    for second in range(5):
        Backups(data_dir, lambda now=second: 1_764_000_000.0 + now).make("hand")  # type: ignore[misc]
    assert len(Backups(data_dir).all()) == 3


def test_the_shows_own_versions_are_listed_too(data_dir: Path) -> None:
    save_show(data_dir / "show.json", small_show())
    (version,) = Backups(data_dir).all()
    assert version.reason == "version"
    assert set(Backups(data_dir).files_of(version.id)) == {"show.json"}


@pytest.mark.parametrize("wanted", ["../secrets", "nothing", "version-999999"])
def test_nothing_else_can_be_read(data_dir: Path, wanted: str) -> None:
    with pytest.raises(NotFoundError):
        Backups(data_dir).files_of(wanted)


def test_a_broken_backup_is_left_out_and_said(data_dir: Path) -> None:
    backups = Backups(data_dir)
    made = backups.make("hand")
    path = data_dir / "backups" / f"{made}.zip"
    path.write_bytes(path.read_bytes()[:50])
    assert backups.all() == ()
    with pytest.raises(UnavailableError, match="cannot be read"):
        backups.files_of(made)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("show.json", True),
        ("collections/a.json", True),
        ("collections/../a.json", False),
        ("secrets.json", False),
        ("profiles/a/b.json", False),
        ("collections/.a.json", False),
    ],
)
def test_names_that_we_would_have_written(name: str, is_one: bool) -> None:
    assert is_ours(name) is is_one
