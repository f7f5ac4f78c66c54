import pytest

from studio.core import edits as ed
from studio.core.editing import apply_edit
from studio.core.errors import BadInputError, NotFoundError
from studio.core.picture_filters import Blur
from studio.core.scene import Crop, Group, Layer, Scene, Show, Source
from studio.core.sources import ColourSettings, MediaSettings, ToneSettings
from tests.support.small_show import small_show


def _one(show: Show) -> Scene:
    scene = show.scene("one")
    assert scene is not None
    return scene


def _order(show: Show) -> list[str]:
    return [layer.id for layer in _one(show).layers]


def _after(*some: ed.Edit) -> Show:
    show = small_show()
    for edit in some:
        show = apply_edit(show, edit)
    return show


def test_a_new_layer_lies_on_top_or_where_asked() -> None:
    layer = Layer("n", "N", "cam")
    assert _order(_after(ed.AddLayer("one", layer))) == ["back", "film", "cam", "n"]
    assert _order(_after(ed.AddLayer("one", layer, index=0))) == ["n", "back", "film", "cam"]


def test_a_layer_brings_its_source_and_the_source_its_strip() -> None:
    film = Source("clip", "Clip", MediaSettings("clip.mp4"))
    show = _after(ed.AddLayer("two", Layer("n", "N", "clip"), film))
    assert show.source("clip") == film
    assert [strip.source_id for strip in show.strips] == ["film", "tone", "clip"]


@pytest.mark.parametrize(
    "edit",
    [
        ed.AddLayer("one", Layer("cam", "Again", "cam")),
        ed.AddLayer("one", Layer("n", "N", "tone")),
        ed.AddLayer("one", Layer("n", "N", "gone")),
        ed.AddLayer("one", Layer("n", "N", "cam", group_id="gone")),
        ed.AddLayer("one", Layer("n", "N", "cam"), Source("x", "X", ColourSettings())),
        ed.AddLayer("one", Layer("n", "N", "cam"), Source("cam", "X", ColourSettings())),
        ed.AddLayer("one", Layer("n", "N", "x"), Source("x", "X", ToneSettings())),
        ed.ChangeLayer("one", "cam", crop=Crop(left=0.5, right=0.5)),
        ed.GroupLayers("one", Group("n", "N"), ()),
        ed.GroupLayers("one", Group("g", "Again"), ("back",)),
    ],
)
def test_what_makes_no_sense_is_refused(edit: ed.Edit) -> None:
    with pytest.raises(BadInputError):
        apply_edit(small_show(), edit)


@pytest.mark.parametrize(
    "edit",
    [
        ed.ChangeLayer("one", "gone", opacity=0.1),
        ed.ChangeLayer("gone", "cam", opacity=0.1),
        ed.RemoveLayers("one", ("cam", "gone")),
        ed.MoveLayer("one", "gone", 0),
        ed.Ungroup("one", "gone"),
        ed.ChangeGroup("one", "gone", is_locked=True),
    ],
)
def test_what_is_not_there_is_named(edit: ed.Edit) -> None:
    with pytest.raises(NotFoundError, match="gone"):
        apply_edit(small_show(), edit)


def test_a_removed_layer_takes_its_source_along_when_nothing_else_shows_it() -> None:
    show = _after(ed.RemoveLayers("one", ("cam", "film")))
    assert show.source("cam") is None
    assert show.source("film") is not None, "scene two shows it"
    show = apply_edit(show, ed.RemoveLayers("two", ("film",)))
    assert show.source("film") is None
    assert [strip.source_id for strip in show.strips] == ["tone"]


def test_a_group_without_layers_goes() -> None:
    assert _one(_after(ed.RemoveLayers("one", ("cam",)))).groups == ()


def test_layers_move() -> None:
    assert _order(_after(ed.MoveLayer("one", "cam", 0))) == ["cam", "back", "film"]
    assert _order(_after(ed.MoveLayer("one", "back", 99))) == ["film", "cam", "back"]


def test_grouped_layers_become_neighbours_at_the_highest_place() -> None:
    show = _after(
        ed.AddLayer("one", Layer("top", "Top", "back")),
        ed.GroupLayers("one", Group("n", "N"), ("back", "cam")),
    )
    assert _order(show) == ["film", "back", "cam", "top"]
    assert [group.id for group in _one(show).groups] == ["n"], "g has no layer any more"
    assert [layer.group_id for layer in _one(show).layers] == ["", "n", "n", ""]
    apart = _one(apply_edit(show, ed.Ungroup("one", "n")))
    assert apart.groups == ()
    assert all(layer.group_id == "" for layer in apart.layers)


def test_only_the_given_fields_change() -> None:
    show = _after(ed.ChangeLayer("one", "cam", opacity=0.0, is_visible=False))
    layer = _one(show).layers[2]
    assert (layer.opacity, layer.is_visible, layer.name, layer.group_id) == (
        0.0,
        False,
        "Camera",
        "g",
    )
    blurred = _after(ed.ChangeLayer("one", "cam", filters=(Blur(),)))
    assert _one(blurred).layers[2].filters == (Blur(),)
    clear = apply_edit(blurred, ed.ChangeLayer("one", "cam", filters=()))
    assert _one(clear).layers[2].filters == ()
    group = _one(_after(ed.ChangeGroup("one", "g", is_locked=True))).groups[0]
    assert (group.is_locked, group.is_visible, group.name) == (True, True, "Frame")


def test_several_layers_change_in_one_step_or_not_at_all() -> None:
    both = (ed.LayerChange("cam", opacity=0.5), ed.LayerChange("film", is_locked=True))
    scene = _one(_after(ed.ChangeLayers("one", both)))
    assert [(layer.opacity, layer.is_locked) for layer in scene.layers] == [
        (1.0, False),
        (1.0, True),
        (0.5, False),
    ]
    with pytest.raises(NotFoundError):
        _after(ed.ChangeLayers("one", (*both, ed.LayerChange("gone", opacity=0.1))))


def test_two_changes_of_one_layer_both_hold() -> None:
    twice = (ed.LayerChange("cam", opacity=0.5), ed.LayerChange("cam", is_locked=True))
    layer = _one(_after(ed.ChangeLayers("one", twice))).layers[-1]
    assert (layer.opacity, layer.is_locked) == (0.5, True)


def test_several_layers_come_with_their_sources_and_groups() -> None:
    red = Source("red", "Red", ColourSettings())
    layers = (Layer("a", "A", "red", group_id="n"), Layer("b", "B", "cam", group_id="n"))
    show = _after(ed.AddLayers("two", layers, (red,), (Group("n", "New"),), index=0))
    scene = show.scene("two")
    assert scene is not None
    assert [layer.id for layer in scene.layers] == ["a", "b", "film"]
    assert scene.groups == (Group("n", "New"),)
    assert show.source("red") == red
    with pytest.raises(BadInputError, match="no layer shows"):
        _after(ed.AddLayers("two", (Layer("b", "B", "cam"),), (red,)))


def test_a_new_order_names_every_layer_once() -> None:
    places = (ed.LayerPlace("cam"), ed.LayerPlace("back", "g"), ed.LayerPlace("film", "g"))
    scene = _one(_after(ed.ArrangeLayers("one", places)))
    assert [layer.id for layer in scene.layers] == ["cam", "back", "film"]
    assert [layer.group_id for layer in scene.layers] == ["", "g", "g"]
    alone = tuple(ed.LayerPlace(name) for name in ("cam", "back", "film"))
    assert _one(_after(ed.ArrangeLayers("one", alone))).groups == ()
    for wrong in (places[:2], (*places, places[0]), (*places[:2], ed.LayerPlace("film", "no"))):
        with pytest.raises(BadInputError):
            _after(ed.ArrangeLayers("one", wrong))
