import json
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.imports.reading import MOST_BYTES
from studio.core.paths import SETTINGS_FILE, SHOW_FILE, runtime_dir_of
from studio.core.running import EngineCard, HubCard, own_start, write_card
from studio.core.scene import Box, Canvas
from studio.core.settings_file import load_settings
from studio.engine.show_file import load_show, save_show
from studio.processes.import_show import import_show
from tests.support.other_studios import FIXTURES, collection, obs_scene
from tests.support.small_show import small_show

DESK = FIXTURES / "obs_desk.json"
PROFILE = FIXTURES / "basic.ini"


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_the_show_is_written_and_its_losses_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_show(DESK, tmp_path) == 0
    show = load_show(tmp_path / SHOW_FILE)
    assert show.name == "Linux desk"
    assert _files(tmp_path) == [SHOW_FILE]
    said = capsys.readouterr().out
    assert f"The show is in {tmp_path / SHOW_FILE}: scenes: 2, sources: 5." in said
    assert "  scene 'Desk', item 'Webcam': it is not mirrored here.\n" in said


def test_nothing_lost_is_said_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plain.json"
    file.write_bytes(collection(obs_scene("One")))
    assert import_show(file, tmp_path) == 0
    assert "Everything was carried." in capsys.readouterr().out


def test_the_old_show_is_kept_each_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_show(tmp_path / SHOW_FILE, small_show())
    kept = []
    for _ in range(2):
        assert import_show(DESK, tmp_path, is_json=True) == 0
        kept.append(Path(json.loads(capsys.readouterr().out)["kept_show"]))
    assert load_show(kept[0]) == small_show()
    assert load_show(kept[1]).name == "Linux desk"
    assert kept[0].parent == tmp_path
    assert kept[0].name.startswith("show.before-import-")


def test_json_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_show(DESK, tmp_path, profile=PROFILE, is_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["scenes"], said["sources"], said["kept_show"]) == (2, 5, "")
    assert {"where": "video", "what": "29.97 pictures a second are 30 here"} in said["notes"]


def test_a_profile_sets_canvas_bitrate_and_encoder(tmp_path: Path) -> None:
    import_show(DESK, tmp_path, profile=PROFILE)
    assert load_show(tmp_path / SHOW_FILE).canvas == Canvas(1280, 720, 30)
    video = load_settings(tmp_path / SETTINGS_FILE).video
    assert (video.bitrate_bps, video.encoder) == (3_500_000, "h264_nvenc")


def test_a_profile_alone_changes_the_show_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_show(PROFILE, tmp_path)
    assert _files(tmp_path) == [SETTINGS_FILE]
    save_show(tmp_path / SHOW_FILE, small_show())
    capsys.readouterr()
    import_show(PROFILE, tmp_path)
    show = load_show(tmp_path / SHOW_FILE)
    assert (show.scenes, show.canvas) == (small_show().scenes, Canvas(1280, 720, 30))
    said = capsys.readouterr().out
    assert "is kept as" in said
    assert "Bitrate and encoder are in" in said


def test_a_profile_without_anything_is_one_error(tmp_path: Path) -> None:
    file = tmp_path / "basic.ini"
    file.write_text("[Video]\n")
    with pytest.raises(BadInputError, match="nothing that could be carried"):
        import_show(file, tmp_path / "data")


@pytest.mark.parametrize("kind", [HubCard, EngineCard])
def test_while_a_studio_runs_nothing_is_changed(
    tmp_path: Path, kind: type[HubCard] | type[EngineCard]
) -> None:
    pid, started = own_start()
    runtime_dir = runtime_dir_of(tmp_path)
    if kind is HubCard:
        write_card(runtime_dir, HubCard(pid, started, "", "", "", "", 0))
    else:
        write_card(runtime_dir, EngineCard(pid, started, "", ""))
    with pytest.raises(UnavailableError, match="a studio runs") as caught:
        import_show(DESK, tmp_path)
    assert caught.value.where == str(tmp_path)
    assert _files(tmp_path) == []


def test_a_collection_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no profile"):
        import_show(DESK, tmp_path, profile=DESK)


@pytest.mark.parametrize(
    ("data", "words"), [(b"{}", "no scene collection"), (b"{" * (MOST_BYTES + 9), "allowed")]
)
def test_a_bad_file_leaves_the_show_alone(tmp_path: Path, data: bytes, words: str) -> None:
    save_show(tmp_path / SHOW_FILE, small_show())
    file = tmp_path / "bad.json"
    file.write_bytes(data)
    with pytest.raises(BadInputError, match=words) as caught:
        import_show(file, tmp_path)
    assert caught.value.where == str(file)
    assert _files(tmp_path) == ["bad.json", SHOW_FILE]


def test_a_show_that_could_not_be_opened_again_replaces_nothing(tmp_path: Path) -> None:
    scenes = [obs_scene(f"S {n}", *[{"name": "Words"}] * 200) for n in range(100)]
    words = {"name": "Words", "id": "text_gdiplus", "settings": {"text": "x" * 5000}}
    file = tmp_path / "large.json"
    file.write_bytes(collection(words, *scenes))
    with pytest.raises(BadInputError, match="cannot be kept"):
        import_show(file, tmp_path)
    assert _files(tmp_path) == ["large.json"]
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["run"]


def test_a_picture_on_this_computer_has_its_true_size(tmp_path: Path) -> None:
    picture, file = tmp_path / "logo.png", tmp_path / "scenes.json"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(8) + bytes([0, 0, 0, 192, 0, 0, 0, 108]))
    logo = {"name": "Logo", "id": "image_source", "settings": {"file": str(picture)}}
    far = {"name": "Far", "id": "image_source", "settings": {"file": "//far/away/logo.png"}}
    file.write_bytes(collection(logo, far, obs_scene("One", {"name": "Logo"}, {"name": "Far"})))
    import_show(file, tmp_path)
    near_layer, far_layer = load_show(tmp_path / SHOW_FILE).scenes[0].layers
    assert near_layer.box == Box(0.0, 0.0, 0.1, 0.1)
    assert far_layer.box == Box()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / SHOW_FILE).mkdir()
    with pytest.raises(UnavailableError) as caught:
        import_show(DESK, tmp_path)
    assert str(tmp_path) in caught.value.where
