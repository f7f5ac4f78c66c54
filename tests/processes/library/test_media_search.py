"""Media that moved are found by what they are, not only by what they are called."""

from pathlib import Path

import msgspec
import pytest

from studio.core.errors import NotFoundError
from studio.core.library import Missing
from studio.core.scene import Show, Source
from studio.core.sources import ImageSettings
from studio.processes.library.media_search import MediaBook, find_moved, print_of
from tests.support.small_show import small_show


def _show(*paths: Path) -> Show:
    sources = [Source(f"s{n}", path.stem, ImageSettings(str(path))) for n, path in enumerate(paths)]
    return msgspec.structs.replace(small_show(), sources=(*small_show().sources, *sources))


def test_a_file_is_remembered_and_found_under_another_name(tmp_path: Path) -> None:
    logo = tmp_path / "old" / "logo.png"
    logo.parent.mkdir()
    logo.write_bytes(b"the logo")
    book = MediaBook(tmp_path)
    assert [one.path for one in book.look_at(_show(logo))] == ["film.mp4"]
    new = tmp_path / "new" / "deep"
    new.mkdir(parents=True)
    (new / "logo.png").write_bytes(b"another!")  # the same name and size, other contents
    (new / "brand.png").write_bytes(b"the logo")
    logo.unlink()
    missing = book.look_at(_show(logo))
    assert Missing(str(logo), "logo") in missing
    assert find_moved(missing, tmp_path / "new", book.known()) == {
        str(logo): str(new / "brand.png")
    }


def test_one_that_was_never_seen_is_taken_by_its_name_if_there_is_one_such(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "Film.MP4").write_bytes(b"x")
    missing = (Missing("C:\\videos\\film.mp4", "Film"),)
    found = find_moved(missing, tmp_path, {})
    assert found == {"C:\\videos\\film.mp4": str(tmp_path / "a" / "Film.MP4")}
    (tmp_path / "film.mp4").write_bytes(b"y")
    assert find_moved(missing, tmp_path, {}) == {}


def test_links_and_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    hidden = tmp_path / ".cache"
    hidden.mkdir()
    (hidden / "film.mp4").write_bytes(b"x")
    (tmp_path / "film.mp4").symlink_to(hidden / "film.mp4")
    assert find_moved((Missing("film.mp4", "Film"),), tmp_path, {}) == {}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such folder"):
        find_moved((), tmp_path / "nowhere", {})


def test_a_print_is_size_and_beginning(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"a" * 2_000_000)
    other.write_bytes(b"a" * 2_000_001)
    assert print_of(one).head == print_of(other).head
    assert print_of(one) != print_of(other)
