"""Files of other studios and our own, told before and taken in as new volumes."""

from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError
from studio.core.library import Profile, Shelf
from studio.core.settings import Settings
from studio.processes.library.bundle import write_bundle
from studio.processes.library.shelves import Shelves
from studio.processes.library.take_in import preview, take_in
from tests.support.other_studios import collection, fixture
from tests.support.small_show import small_show

_SETTINGS = Settings()


def _of_obs(folder: Path) -> Path:
    path = folder / "evening.json"
    path.write_bytes(
        collection(
            {"id": "scene", "name": "Host", "settings": {"items": []}},
            {"id": "unknown_thing", "name": "Odd", "settings": {}},
            current_scene="Host",
        )
    )
    return path


def test_what_would_come_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    path = _of_obs(tmp_path)
    taken = preview(path, _SETTINGS)
    assert (taken.scenes, taken.origin) == (("Host",), "OBS Studio / Streamlabs Desktop")
    assert [note.where for note in taken.notes] == ["source 'Odd'"]
    assert {place.name for place in tmp_path.iterdir()} == {"evening.json"}


def test_it_becomes_a_new_collection_with_a_report(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path / "data")
    taken = take_in(_of_obs(tmp_path), shelves, _SETTINGS)
    assert [one.id for one in shelves.volumes(Shelf.COLLECTION)] == [taken.collection_id]
    assert Path(taken.report).read_text(encoding="utf-8").startswith("source 'Odd': ")
    again = take_in(_of_obs(tmp_path), shelves, _SETTINGS)
    names = {one.name for one in shelves.volumes(Shelf.COLLECTION)}
    assert len(names) == 2
    assert again.collection_id != taken.collection_id


def test_a_profile_of_obs_becomes_a_profile_without_servers(tmp_path: Path) -> None:
    folder = tmp_path / "Abend"
    folder.mkdir()
    path = folder / "basic.ini"
    path.write_bytes(
        b"[General]\nName=Abend\n[Output]\nMode=Simple\n[SimpleOutput]\nVBitrate=6000\n"
        b"StreamEncoder=x264\n[Video]\nBaseCX=1920\nBaseCY=1080\n"
    )
    shelves = Shelves(tmp_path / "data")
    taken = take_in(path, shelves, _SETTINGS)
    profile = shelves.read_profile(taken.profile_id)
    assert (profile.name, profile.video.bitrate_bps, profile.targets) == ("Abend", 6_000_000, ())


def test_our_own_export_brings_both(tmp_path: Path) -> None:
    path = tmp_path / "shop.hawker.zip"
    write_bundle(path, small_show(), Profile(1, "Evening"), has_media=False)
    shelves = Shelves(tmp_path / "data")
    taken = take_in(path, shelves, _SETTINGS)
    assert shelves.read_show(taken.collection_id) == small_show()
    assert shelves.read_profile(taken.profile_id).name == "Evening"
    assert [note.what for note in taken.notes] == ["1 of its files are not on this computer"]


def test_what_is_none_of_them_is_refused(tmp_path: Path) -> None:
    shelves = Shelves(tmp_path / "data")
    bad = tmp_path / "bad.json"
    bad.write_text("[1, 2")
    with pytest.raises(BadInputError):
        take_in(bad, shelves, _SETTINGS)
    with pytest.raises(NotFoundError):
        preview(tmp_path / "nowhere.json", _SETTINGS)
    assert shelves.volumes(Shelf.COLLECTION) == ()


@pytest.mark.parametrize("name", ["obs_desk.json", "obs_market.json", "streamlabs_counter.json"])
def test_whole_collections_come_with_what_they_lose(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(fixture(name))
    taken = preview(path, _SETTINGS)
    assert taken.scenes
    assert taken.notes
    assert taken.sources > 0
