import msgspec
import pytest

from studio.core import edits as ed
from studio.core.editing import apply_edit, describe_edit
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Box, Canvas, Crop, Layer, Placement, Show
from studio.core.second_canvas import places_of
from studio.core.second_edits import placed_layer
from tests.support.small_show import small_show

_BOX = Box(0.1, 0.2, 0.3, 0.4)


def _layer(show: Show, layer_id: str) -> Layer:
    return next(layer for layer in show.scenes[0].layers if layer.id == layer_id)


def _place(**fields: object) -> ed.PlaceLayers:
    return ed.PlaceLayers("one", (ed.LayerChange("cam", **fields),))  # type: ignore[arg-type]


def test_placing_begins_where_the_layer_had_put_itself() -> None:
    show = small_show()
    before = places_of(show, show.scenes[0])["cam"]
    after = _layer(apply_edit(show, _place(rotation_deg=5.0)), "cam")
    assert after.second == msgspec.structs.replace(before, rotation_deg=5.0)
    assert after.box == _layer(show, "cam").box  # the first canvas is as it was


def test_what_a_place_cannot_say_changes_on_both() -> None:
    after = _layer(apply_edit(small_show(), _place(opacity=0.5)), "cam")
    assert (after.opacity, after.second) == (0.5, None)


def test_a_layer_finds_its_place_by_itself_again() -> None:
    show = apply_edit(small_show(), _place(box=_BOX))
    assert _layer(show, "cam").second is not None
    assert apply_edit(show, ed.PlaceByThemselves("one", ("cam",))) == small_show()


def test_the_second_canvas_goes_on_and_off() -> None:
    show = apply_edit(small_show(), ed.ChangeSecondCanvas(Canvas(720, 1280)))
    assert show.second_canvas == Canvas(720, 1280)
    assert apply_edit(show, ed.ChangeSecondCanvas()) == small_show()


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        (_place(box=_BOX), "Resize Camera"),
        (_place(rotation_deg=3.0), "Turn Camera"),
        (_place(is_visible=False), "Hide Camera"),
        (ed.ChangeSecondCanvas(Canvas(720, 1280)), "Switch second canvas on"),
        (ed.ChangeSecondCanvas(), "Switch second canvas off"),
        (ed.PlaceByThemselves("one", ("cam", "film")), "Arrange 2 layers"),
    ],
)
def test_undo_says_what_it_takes_back(edit: ed.Edit, name: str) -> None:
    assert describe_edit(small_show(), edit).lower() == name.lower()


def test_another_size_is_a_change() -> None:
    show = apply_edit(small_show(), ed.ChangeSecondCanvas(Canvas(720, 1280)))
    assert describe_edit(show, ed.ChangeSecondCanvas(Canvas(1080, 1920))) == "Change second canvas"


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (_place(crop=Crop(left=0.6, right=0.6)), BadInputError),
        (ed.PlaceLayers("one", (ed.LayerChange("gone", box=_BOX),)), NotFoundError),
        (ed.PlaceLayers("gone", (ed.LayerChange("cam", box=_BOX),)), NotFoundError),
        (ed.PlaceByThemselves("one", ("gone",)), NotFoundError),
    ],
)
def test_what_makes_no_sense_is_refused(edit: ed.Edit, error: type[Exception]) -> None:
    with pytest.raises(error):
        apply_edit(small_show(), edit)


def test_the_name_of_a_change_knows_the_layer_as_it_lies_there() -> None:
    show = apply_edit(small_show(), _place(box=_BOX))
    there = placed_layer(show, "one", ed.LayerChange("cam"))
    assert there is not None
    assert there.box == _BOX
    assert placed_layer(show, "one", ed.LayerChange("gone")) is None
    moved = _place(box=Box(0.2, 0.2, 0.3, 0.4))
    assert describe_edit(show, moved).lower() == "move camera"


def test_an_old_show_has_no_second_canvas() -> None:
    text = msgspec.json.encode(small_show())
    assert b"second" not in text
    assert msgspec.json.decode(text, type=Show).second_canvas is None
    assert Placement() == Placement()
