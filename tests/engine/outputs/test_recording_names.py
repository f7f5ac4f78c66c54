import contextlib
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError, UnavailableError
from studio.core.settings import RecordingSettings
from studio.engine.outputs import recording_names as names

NOW = datetime.datetime(2026, 5, 4, 13, 2, 1)
SETTINGS = RecordingSettings(folder="/videos")


def test_without_a_name_it_is_named_by_the_time() -> None:
    assert names.asked_path("", SETTINGS, NOW) == Path("/videos/Hawker 2026-05-04 13-02-01.mp4")


def test_the_folder_of_a_person_who_chose_none() -> None:
    assert names.recordings_folder(RecordingSettings()) == Path.home() / "Videos" / "Hawker"
    chosen = RecordingSettings(folder="~/shows")
    assert names.recordings_folder(chosen) == Path.home() / "shows"


def test_a_name_is_made_absolute_so_that_it_is_never_taken_for_an_address() -> None:
    asked = names.asked_path("rtmp://host/x.mp4", SETTINGS, NOW)
    assert asked.is_absolute()
    assert names.asked_path("~/x.MP4", SETTINGS, NOW) == Path.home() / "x.MP4"


@pytest.mark.parametrize(
    "path", ["show.mkv", "show", "a\0b.mp4", "x.recording.mp4", "~nobody-of-this-name/x.mp4", "."]
)
def test_other_names_are_refused(path: str) -> None:
    with pytest.raises(BadInputError):
        names.asked_path(path, SETTINGS, NOW)


@given(st.text(max_size=60) | st.text(max_size=60).map(lambda text: f"{text}.mp4"))
def test_any_text_gives_a_path_or_one_clear_error(path: str) -> None:
    with contextlib.suppress(BadInputError):
        asked = names.asked_path(path, SETTINGS, NOW)
        assert asked.is_absolute()
        assert asked.suffix.lower() == ".mp4"


def test_the_folder_is_made_and_the_name_taken(tmp_path: Path) -> None:
    working, final = names.reserve(tmp_path / "new" / "folder" / "a.mp4")
    assert (working.name, final.name) == ("a.recording.mp4", "a.mp4")
    assert working.stat().st_size == 0
    assert not final.exists()


def test_no_name_is_used_twice(tmp_path: Path) -> None:
    asked = tmp_path / "a.mp4"
    finals = [names.reserve(asked)[1].name for _ in range(3)]
    assert finals == ["a.mp4", "a (2).mp4", "a (3).mp4"]
    (tmp_path / "b.mp4").touch()
    assert names.reserve(tmp_path / "b.mp4")[1].name == "b (2).mp4"


def test_a_leftover_gets_its_own_name_or_the_next_free(tmp_path: Path) -> None:
    working, final = names.reserve(tmp_path / "a.mp4")
    assert names.final_path(working) == final
    names.reserve(tmp_path / "a.mp4")
    final.touch()
    assert names.final_path(working).name == "a (3).mp4"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for where in (tmp_path / "file" / "a.mp4", tmp_path / ("x" * 300 + ".mp4")):
        with pytest.raises(UnavailableError, match="a recording cannot be written here"):
            names.reserve(where)


def test_leftovers_are_found_by_their_name(tmp_path: Path) -> None:
    assert names.leftovers(tmp_path / "none") == []
    working, _ = names.reserve(tmp_path / "a.mp4")
    (tmp_path / "b.mp4").touch()
    assert names.leftovers(tmp_path) == [working]
