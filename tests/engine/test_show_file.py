import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.scene import Show
from studio.engine.demo_show import demo_show
from studio.engine.show_file import load_newest_good, load_show, save_show
from tests.support.small_show import small_show


def _named(name: str) -> Show:
    return msgspec.structs.replace(small_show(), name=name)


@pytest.mark.parametrize("show", [small_show(), demo_show(), demo_show(720, 1280)])
def test_a_show_comes_back_as_it_was(tmp_path: Path, show: Show) -> None:
    save_show(tmp_path / "show.json", show)
    assert load_show(tmp_path / "show.json") == show


def test_a_missing_file_is_said_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=r"show\.json"):
        load_show(tmp_path / "show.json")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a show"),
        ("[1, 2", "not a show"),
        ("{}", "version"),
        ('{"version": 99, "show": null}', "not a show"),
        ('{"version": 1}', "show"),
        ("\ufffe\x00", "not a show"),
        ("[" * 100_000, "not a show"),
    ],
)
def test_what_is_no_show_is_refused_with_file_and_reason(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "show.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=words) as caught:
        load_show(path)
    assert caught.value.where == str(path)


def _changed(tmp_path: Path, change: dict[str, object]) -> Path:
    path = tmp_path / "show.json"
    save_show(path, small_show())
    held = json.loads(path.read_text(encoding="utf-8"))
    held["show"].update(change)
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def test_a_field_out_of_range_is_named(tmp_path: Path) -> None:
    path = _changed(tmp_path, {"canvas": {"width_px": 1281, "height_px": 720}})
    with pytest.raises(BadInputError, match="width_px"):
        load_show(path)
    with pytest.raises(BadInputError, match="colour_of_the_sky"):
        load_show(_changed(tmp_path, {"colour_of_the_sky": "blue"}))
    with pytest.raises(BadInputError, match="'gone'"):
        load_show(_changed(tmp_path, {"current_scene_id": "gone"}))


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    save_show(path, small_show())
    text = path.read_text(encoding="utf-8").replace('"version": 1', '"version": 2')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match="version 2"):
        load_show(path)


def test_an_enormous_file_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    path.write_bytes(b" " * 4_000_001)
    with pytest.raises(BadInputError, match="allowed"):
        load_show(path)


@given(st.binary(max_size=200), st.integers(0, 2000), st.integers(0, 40))
def test_a_damaged_file_is_a_show_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int, cut: int
) -> None:
    path = tmp_path_factory.mktemp("show") / "show.json"
    save_show(path, small_show())
    data = path.read_bytes()
    path.write_bytes(data[:place] + noise + data[place + cut :])
    try:
        assert isinstance(load_show(path), Show)
    except StudioError as error:
        where = error.where
    else:
        return
    assert where.startswith(str(path))


def test_a_broken_file_is_kept_and_the_last_good_version_opens(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    save_show(path, _named("First"))
    save_show(path, _named("Second"))
    assert load_newest_good(path) == (_named("Second"), "")
    path.write_bytes(b"{ broken")
    show, reason = load_newest_good(path)
    assert show == _named("First")
    assert "not a show" in reason
    assert [kept.read_bytes() for kept in tmp_path.glob("show.broken-*.json")] == [b"{ broken"]


def test_without_any_good_version_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "show.json"
    path.write_bytes(b"{ broken")
    show, reason = load_newest_good(path)
    assert show is None
    assert "kept as show.broken-" in reason
    assert load_newest_good(tmp_path / "none.json")[0] is None
