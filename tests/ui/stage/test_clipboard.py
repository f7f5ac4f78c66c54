import msgspec

from studio.core.editing import apply_edit
from studio.core.edits import AddLayers, LayerChange, RemoveLayers
from studio.core.scene import Box, Fit, Layer, Scene, Show, Source
from studio.core.sources import TextSettings
from studio.ui.stage import clipboard
from studio.ui.stage.clipboard import Clip, StylePart
from tests.support.small_show import small_show


def show_with_words() -> Show:
    words = Source("words", "Words", TextSettings("Sale"))
    layer = Layer("words", "Words", "words", box=Box(0.1, 0.1, 0.3, 0.1), group_id="g")
    return apply_edit(small_show(), AddLayers("one", (layer,), (words,)))


def scene_of(show: Show, scene_id: str) -> Scene:
    scene = show.scene(scene_id)
    assert scene is not None
    return scene


def clip(show: Show, *layer_ids: str) -> Clip:
    scene = scene_of(show, "one")
    layers = tuple(layer for layer in scene.layers if layer.id in layer_ids)
    return clipboard.clip_of(show, scene, layers)


def pasted(show: Show, taken: Clip, scene_id: str, *, is_own: bool) -> tuple[Show, AddLayers]:
    edit = clipboard.paste_of(show, scene_of(show, scene_id), taken, is_own=is_own)
    assert edit is not None
    return apply_edit(show, edit), edit


def test_layers_come_with_their_group_into_another_scene() -> None:
    show = show_with_words()
    after, edit = pasted(show, clip(show, "cam", "words"), "two", is_own=False)
    scene = scene_of(after, "two")
    assert [layer.source_id for layer in scene.layers] == ["film", "cam", "words"]
    assert [layer.box for layer in edit.layers] == [Box(), Box(0.1, 0.1, 0.3, 0.1)]
    assert len(scene.groups) == 1
    assert {layer.group_id for layer in edit.layers} == {scene.groups[0].id}
    assert after.sources == show.sources


def test_words_of_their_own_and_films_shared() -> None:
    show = show_with_words()
    after, edit = pasted(show, clip(show, "words", "film"), "one", is_own=True)
    assert len(after.sources) == len(show.sources) + 1
    assert edit.layers[0].source_id == "film"
    assert edit.layers[1].source_id not in {source.id for source in show.sources}
    assert edit.layers[1].box == Box(0.12, 0.12, 0.3, 0.1)  # a little aside


def test_a_source_that_is_gone_comes_back() -> None:
    show = show_with_words()
    taken = clip(show, "words")
    bare = apply_edit(show, RemoveLayers("one", ("words",)))
    after, _ = pasted(bare, taken, "two", is_own=False)
    assert after.source("words") == show.source("words")


def test_a_clip_passes_the_clipboard_and_nonsense_does_not() -> None:
    taken = clip(show_with_words(), "words")
    assert clipboard.decoded(clipboard.encoded(taken)) == taken
    for wrong in (b"", b"{", b'{"layers": 1}', b"\xff"):
        assert clipboard.decoded(wrong) is None
    show = show_with_words()
    empty = msgspec.structs.replace(taken, sources=())
    assert clipboard.paste_of(show, scene_of(show, "two"), empty, is_own=False) is None


def test_a_style_is_pasted_whole_or_in_part() -> None:
    model = Layer("m", "M", "s", box=Box(0.5), rotation_deg=30.0, opacity=0.5, fit=Fit.COVER)
    style = clipboard.style_of(model)
    target = (Layer("t", "T", "s"),)
    (whole,) = clipboard.styled(target, style, StylePart.ALL)
    assert (whole.box, whole.rotation_deg, whole.opacity) == (Box(0.5), 30.0, 0.5)
    assert clipboard.styled(target, style, StylePart.LOOK) == (LayerChange("t", opacity=0.5),)
    (place,) = clipboard.styled(target, style, StylePart.PLACE)
    assert place.crop is None
    assert place.opacity is None
    assert clipboard.styled(target, style, StylePart.CROP)[0].box is None
