import pytest
from msgspec.structs import replace

from studio.core.scene import Box, Canvas, Placement
from studio.core.second_canvas import places_of, second_scene, second_show, shapes_of, turned
from tests.support.small_show import small_show


@pytest.mark.parametrize(
    ("canvas", "other"),
    [
        (Canvas(1280, 720, 60), Canvas(720, 1280, 60)),
        (Canvas(1080, 1920), Canvas(1920, 1080)),
        (Canvas(1080, 1080), Canvas(720, 1280)),
    ],
)
def test_the_other_canvas_is_the_first_on_its_side(canvas: Canvas, other: Canvas) -> None:
    assert turned(canvas) == other


def test_the_second_show_has_the_same_scenes_and_sources_on_the_other_canvas() -> None:
    show = replace(small_show(), second_canvas=Canvas(720, 1280))
    other = second_show(show)
    assert other.canvas == Canvas(720, 1280)
    assert other.second_canvas is None
    assert other.sources == show.sources
    assert [scene.id for scene in other.scenes] == [scene.id for scene in show.scenes]
    for mine, theirs in zip(show.scenes, other.scenes, strict=True):
        assert [one.id for one in mine.layers] == [one.id for one in theirs.layers]


def test_a_place_of_its_own_wins_and_what_is_hidden_is_hidden_on_both() -> None:
    show = small_show()
    scene = show.scenes[0]
    own = Placement(Box(0.1, 0.2, 0.3, 0.4), rotation_deg=12.0)
    first = replace(scene.layers[0], second=own)
    last = replace(scene.layers[-1], is_visible=False, second=Placement())
    changed = replace(scene, layers=(first, *scene.layers[1:-1], last))
    assert places_of(show, changed)[first.id] == own
    layers = second_scene(show, changed).layers
    assert (layers[0].box, layers[0].rotation_deg) == (own.box, 12.0)
    assert not layers[-1].is_visible


def test_a_page_is_told_the_shapes_that_there_are() -> None:
    show = replace(small_show(), canvas=Canvas(1280, 720))
    assert shapes_of(show) == ("wide",)
    assert shapes_of(replace(show, second_canvas=Canvas(720, 1280))) == ("wide", "upright")
    assert shapes_of(replace(show, second_canvas=Canvas(640, 360))) == ("wide",)
