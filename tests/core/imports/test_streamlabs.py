import json
from typing import Any

import pytest

from studio.core.errors import BadInputError
from studio.core.imports.placing import Size
from studio.core.imports.report import Imported
from studio.core.imports.streamlabs import import_streamlabs
from studio.core.picture_filters import Sharpen
from studio.core.scene import Canvas, Group, Show, Strip, TransitionKind
from tests.support.other_studios import fixture


def _show(found: Imported) -> Show:
    assert found.show is not None
    return found.show


def _root(nodes: list[dict[str, Any]], **more: Any) -> bytes:
    scene = {"id": "s", "name": "S", "sceneItems": {"items": nodes}}
    wall = {"id": "wall", "name": "Wall", "type": "color_source", "settings": {}}
    root = {
        "nodeType": "RootNode",
        "sources": {"items": [wall]},
        "scenes": {"items": [scene]},
        **more,
    }
    return json.dumps(root).encode()


def _folder(key: str, *children: str) -> dict[str, Any]:
    return {"id": key, "sceneNodeType": "folder", "name": key, "childrenIds": list(children)}


def test_a_counter_is_carried() -> None:
    show = _show(import_streamlabs(fixture("streamlabs_counter.json"), "x"))
    assert [scene.name for scene in show.scenes] == ["Counter", "Both"]
    assert show.current_scene.name == "Both"
    counter = show.scenes[0]
    assert [layer.name for layer in counter.layers] == ["Wall", "Face", "Offer"]
    assert counter.groups == (Group("signs", "Signs"),)
    assert counter.layers[2].group_id == "signs"
    assert counter.layers[1].rotation_deg == 90
    assert counter.layers[1].filters == (Sharpen(),)
    assert show.strips == (Strip("mic-aux", -12.04, delay_ms=80),)
    assert show.transition.kind is TransitionKind.CUT
    assert show.canvas == Canvas(1920, 1080)


def test_what_a_counter_loses_is_said() -> None:
    report = import_streamlabs(fixture("streamlabs_counter.json"), "x").report
    said = [f"{note.where}: {note.what}" for note in report]
    for words in ("vertical", "'Swish'", "'Alert Box': a web page", "'Unnamed'"):
        assert any(words in note for note in said), words


def test_the_lowest_stands_first() -> None:
    data = _root([{"id": "low", "sourceId": "wall"}, {"id": "high", "sourceId": "wall", "x": 50}])
    low, high = _show(import_streamlabs(data, "x", Size(1000, 500))).scenes[0].layers
    assert (low.box.x, high.box.x) == (0, 0.05)


def test_a_folder_in_a_folder_belongs_to_the_outer_one() -> None:
    nodes = [
        _folder("outer", "inner"),
        _folder("inner", "n"),
        _folder("left", "right"),
        _folder("right", "left", "m"),
        {"id": "n", "sourceId": "wall"},
        {"id": "m", "sourceId": "wall"},
    ]
    layers = _show(import_streamlabs(_root(nodes), "x")).scenes[0].layers
    assert layers[0].group_id == "outer"
    assert layers[1].group_id in ("left", "right")


def test_older_files_keep_their_fields_one_level_deeper() -> None:
    wall = {"id": "wall", "name": "Wall", "type": "color_source", "settings": {}}
    nodes = {"data": {"items": [{"id": "n", "sourceId": "wall", "position": {"x": 96}}]}}
    scene = {"id": "s", "name": "S", "sceneItems": nodes}
    held = {"sources": {"data": {"items": [wall]}}, "scenes": {"data": {"items": [scene]}}}
    held["baseResolution"] = {"width": 960, "height": 540}  # type: ignore[dict-item]
    data = json.dumps({"nodeType": "RootNode", "data": held}).encode()
    show = _show(import_streamlabs(data, "x"))
    assert show.canvas == Canvas(960, 540)
    assert show.scenes[0].layers[0].box.x == 0.1


def test_parts_without_an_id_of_their_own_are_noted() -> None:
    scenes = {"items": [{"id": "s", "name": "A"}, {"id": "s", "name": "B"}, {"name": "C"}]}
    sources = {"items": [{"name": "D"}]}
    transitions = {"transitions": [], "connections": [{"fromSceneId": "s"}]}
    found = import_streamlabs(
        _root([], scenes=scenes, sources=sources, transitions=transitions), "x"
    )
    assert len(_show(found).scenes) == 1
    assert {note.where for note in found.report} == {
        *("scene 'B'", "scene 'C'", "source 'D'", "transitions")
    }


@pytest.mark.parametrize("data", [b"{}", b"", b'{"scenes": {"items": [1, []]}}'])
def test_without_a_scene_there_is_one_error(data: bytes) -> None:
    with pytest.raises(BadInputError):
        import_streamlabs(data, "x.json")
