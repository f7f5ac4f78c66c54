from typing import Any

import msgspec
import pytest

from studio.core.errors import BadInputError
from studio.core.imports.obs_scenes import import_obs_scenes
from studio.core.imports.placing import Size
from studio.core.imports.report import Imported
from studio.core.picture_filters import ChromaKey
from studio.core.scene import Box, Canvas, Show, TransitionKind
from tests.support.other_studios import collection, fixture, obs_scene


def _show(found: Imported) -> Show:
    assert found.show is not None
    return msgspec.json.decode(msgspec.json.encode(found.show), type=Show)


def _notes(found: Imported) -> list[str]:
    return [f"{note.where}: {note.what}" for note in found.report]


def test_a_market_is_carried() -> None:
    found = import_obs_scenes(fixture("obs_market.json"), "obs_market.json")
    show = _show(found)
    assert (show.name, show.current_scene.name) == ("Market day", "Stall")
    assert [scene.name for scene in show.scenes] == ["Welcome", "Stall", "休息"]
    stall = show.current_scene
    assert [layer.name for layer in stall.layers] == [
        *("Backdrop", "Tablecloth", "Cam", "Price tag", "Tag")
    ]
    assert [layer.group_id for layer in stall.layers][2:] == ["", "prices", "prices"]
    assert stall.layers[2].box == Box(0.875, 0.833333, 0.125, 0.166667)
    assert stall.layers[1].is_locked
    assert show.transition.kind is TransitionKind.FADE
    assert show.transition.duration_ms == 450
    muted = {strip.source_id: strip.is_muted for strip in show.strips}
    assert muted == {"clip": False, "handheld": True, "desktop-audio": True, "mic-aux": False}


def test_filters_that_we_have_too_are_carried() -> None:
    show = _show(import_obs_scenes(fixture("obs_market.json"), "obs_market.json"))
    filters = {layer.filters for scene in show.scenes for layer in scene.layers}
    assert filters == {(), (ChromaKey(),)}


def test_what_a_market_loses_is_said() -> None:
    said = _notes(import_obs_scenes(fixture("obs_market.json"), "obs_market.json"))
    for words in (
        "transition 'Stinger'",
        "transition 'Wipe'",
        "countdown.lua",
        "hotkeys",
        "source 'Chat': a web page",
        "the filter 'Noise Suppression'",
        "source 'Logo': the picture is not carried: SVG",
        "item 'Stall': a scene within a scene",
    ):
        assert any(words in note for note in said), words


def test_a_desk_with_a_cycle_is_carried() -> None:
    found = import_obs_scenes(fixture("obs_desk.json"), "obs_desk.json")
    show = _show(found)
    assert show.canvas == Canvas(1280, 720)
    assert show.transition.kind is TransitionKind.CUT
    turned = show.scenes[0].layers[3]
    assert turned.rotation_deg == 90
    assert turned.box.x + turned.box.width / 2 == pytest.approx(590 / 1280, abs=1e-5)
    assert turned.box.y + turned.box.height / 2 == pytest.approx(100 / 720, abs=1e-5)
    said = _notes(found)
    assert any("holds itself" in note for note in said)
    assert any("item 'Gone'" in note for note in said)


def test_the_profiles_canvas_comes_first() -> None:
    found = import_obs_scenes(fixture("obs_desk.json"), "x", Size(640, 360))
    assert _show(found).canvas == Canvas(640, 360)


def test_a_canvas_is_found_in_the_items() -> None:
    scene = obs_scene("One", {"name": "x", "scale_ref": {"x": 1600, "y": 900}})
    assert _show(import_obs_scenes(collection(scene), "x")).canvas == Canvas(1600, 900)


def test_items_find_their_source_by_name_too() -> None:
    red = {"name": "Red", "id": "color_source", "settings": {"width": 1920, "height": 1080}}
    shown = {"name": "Red", "show_transition": {"id": "slide"}, "blend_type": "additive"}
    found = import_obs_scenes(collection(obs_scene("One", shown), red, red), "x")
    (layer,) = _show(found).scenes[0].layers
    assert layer.box == Box()
    said = _notes(found)
    assert any("twice" in note for note in said)
    assert any("show transition 'slide'" in note for note in said)
    assert any("'additive'" in note for note in said)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"sources": [{"id": []}]}', b"[]"])
def test_without_a_scene_there_is_one_error(data: bytes) -> None:
    with pytest.raises(BadInputError) as caught:
        import_obs_scenes(data, "x.json")
    assert caught.value.where == "x.json"


@pytest.mark.parametrize("wrong", [None, 3, "x", [], [1], {}, float("nan"), {"x": None}])
@pytest.mark.parametrize("key", ["pos", "scale", "bounds", "name", "source_uuid", "rot", "align"])
def test_a_wrong_type_in_an_item_is_passed_over(key: str, wrong: Any) -> None:
    red = {"name": "Red", "id": "color_source", "settings": {}}
    data = collection(obs_scene("One", {"name": "Red", key: wrong}), red)
    assert len(_show(import_obs_scenes(data, "x")).scenes) == 1
