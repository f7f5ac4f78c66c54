from dataclasses import replace

import pytest

from studio.core.imports.draft import DraftScene, DraftShow, DraftSource
from studio.core.imports.layers import LayerMaker
from studio.core.imports.placing import Size, Transform
from studio.core.imports.report import Note, Notebook
from studio.core.imports.source_book import SourceBook
from studio.core.scene import Box, Crop, Fit, Group, Layer
from tests.support.other_studios import CANVAS, RED, draft_of, item

Made = tuple[tuple[Layer, ...], tuple[Group, ...], tuple[Note, ...]]


def _made(draft: DraftShow, key: str = "one") -> Made:
    notes = Notebook()
    layers, groups = LayerMaker(draft, SourceBook(draft, notes), notes).make(key)
    return layers, groups, notes.finished()


def _scene(*items: object, **more: object) -> DraftScene:
    scene = DraftScene("One", tuple(items), CANVAS)  # type: ignore[arg-type]
    return replace(scene, **more)  # type: ignore[arg-type]


def test_an_item_becomes_a_layer() -> None:
    transform = Transform(960, 540, 2, 2, rotation_deg=-370, crop_left_px=100)
    layers, groups, notes = _made(
        draft_of({"one": _scene(item("red", transform=transform, is_visible=False))})
    )
    (layer,) = layers
    assert (layer.name, layer.source_id, layer.is_visible, groups) == ("red", "red", False, ())
    assert (layer.rotation_deg, layer.crop, layer.fit) == (-10, Crop(left=0.5), Fit.STRETCH)
    assert layer.box.width == pytest.approx(200 / 1920, abs=1e-5)
    assert notes == ()


def test_items_of_a_group_are_layers_of_it() -> None:
    group = DraftScene(
        "Box", (item("red"), item("red", is_visible=False)), Size(400, 200), is_group=True
    )
    holder = item("box", transform=Transform(192, 108, 2, 2), is_visible=False, is_locked=True)
    layers, groups, notes = _made(draft_of({"one": _scene(item("red"), holder), "box": group}))
    assert [layer.group_id for layer in layers] == ["", "box", "box"]
    assert [layer.id for layer in layers] == ["red", "red-2", "red-3"]
    assert [layer.is_visible for layer in layers] == [True, True, False]
    assert groups == (Group("box", "box", is_visible=False, is_locked=True),)
    assert layers[1].box == Box(0.1, 0.1, round(400 / 1920, 6), round(200 / 1080, 6))
    assert notes == ()


def test_a_scene_in_a_scene_in_a_scene_is_one_group() -> None:
    scenes = {
        "one": _scene(item("two")),
        "two": _scene(item("three", is_visible=False), item("red"), name="Two"),
        "three": _scene(item("red"), name="Three"),
    }
    layers, groups, notes = _made(draft_of(scenes))
    assert [(layer.group_id, layer.is_visible) for layer in layers] == [
        ("two", False),
        ("two", True),
    ]
    assert len(groups) == 1
    assert {note.what for note in notes} == {"a scene within a scene is a group of layers here"}


def test_a_cycle_ends_with_a_note() -> None:
    scenes = {"one": _scene(item("two")), "two": _scene(item("one"), item("red"), name="Two")}
    layers, _, notes = _made(draft_of(scenes))
    assert len(layers) == 1
    assert "the scene holds itself" in notes[-1].what


def test_a_flood_ends_with_a_note() -> None:
    scenes = {"one": _scene(*[item("red")] * 10_000)}
    layers, _, notes = _made(draft_of(scenes))
    assert len(layers) == 200
    assert notes == (
        Note(
            "scene 'One'",
            "the upper 9800 items of 'One' are left out: a scene has at most 200 layers",
        ),
    )


def test_scenes_that_hold_the_next_one_twice_end() -> None:
    scenes = {str(n): _scene(item(str(n + 1)), item(str(n + 1)), name=str(n)) for n in range(30)}
    layers, groups, notes = _made(draft_of({**scenes, "30": _scene()}, current="0"), "0")
    assert (layers, groups) == ((), ())
    assert any("too many" in note.what for note in notes)


def test_folders_are_groups() -> None:
    scene = _scene(
        item("red", folder_key="f"),
        item("red"),
        item("red", folder_key="f"),
        folders={"f": "Signs"},
    )
    layers, groups, _ = _made(draft_of({"one": scene}))
    assert [layer.group_id for layer in layers] == ["signs", "", "signs"]
    assert groups == (Group("signs", "Signs"),)


@pytest.mark.parametrize(
    ("key", "transform", "words"),
    [
        ("nobody", Transform(), "not in the file"),
        ("red", Transform(scale_x=0), "no size"),
        ("red", Transform(crop_left_px=200), "after its crop"),
        ("two", Transform(crop_top_px=1080), "after its crop"),
        ("voice", Transform(), "heard in every scene"),
    ],
)
def test_what_is_no_layer_is_noted(key: str, transform: Transform, words: str) -> None:
    scenes = {"one": _scene(item(key, transform=transform)), "two": _scene(item("red"))}
    layers, groups, notes = _made(draft_of(scenes))
    assert (layers, groups) == ((), ())
    assert words in notes[-1].what


@pytest.mark.parametrize(
    ("transform", "words"),
    [
        (Transform(x_px=1e9), "too far outside"),
        (Transform(scale_x=-1), "not mirrored"),
    ],
)
def test_what_is_another_way_is_noted(transform: Transform, words: str) -> None:
    layers, _, notes = _made(draft_of({"one": _scene(item("red", transform=transform))}))
    assert len(layers) == 1
    assert words in notes[0].what


def test_a_size_that_the_file_does_not_say_is_noted() -> None:
    picture = DraftSource("Logo", "image_source", {"file": "logo.png"})
    crops = (Transform(crop_left_px=96), Transform(crop_left_px=5000))
    scene = _scene(*(item("logo", transform=crop) for crop in crops))
    layers, _, notes = _made(draft_of({"one": scene}, sources={"logo": picture, "red": RED}))
    assert [layer.crop for layer in layers] == [Crop(left=0.05), Crop()]
    assert layers[0].fit is Fit.CONTAIN
    assert "1920 x 1080 is taken" in notes[0].what
    assert "its crop is not carried" in notes[1].what
