import pytest

from studio.core.errors import BadInputError
from studio.core.imports.build import build_show, canvas_of
from studio.core.imports.draft import DraftScene, DraftShow
from studio.core.imports.placing import Size
from studio.core.imports.report import Notebook
from studio.core.scene import Canvas
from tests.support.other_studios import CANVAS, draft_of, item


def _scene(name: str) -> DraftScene:
    return DraftScene(name, (item("red"),), CANVAS)


def test_scenes_keep_their_order_and_the_current_one() -> None:
    draft = draft_of(
        {"b": _scene("Beta"), "a": _scene("Alpha")}, current="a", heard_keys=("voice",)
    )
    found = build_show(draft, Notebook(), "file")
    assert found.show is not None
    assert [scene.id for scene in found.show.scenes] == ["beta", "alpha"]
    assert found.show.current_scene.name == "Alpha"
    assert [strip.source_id for strip in found.show.strips] == ["voice"]
    assert found.show.canvas == Canvas(1920, 1080, 30)
    assert found.report == ()


def test_more_scenes_than_a_show_may_have_are_noted() -> None:
    draft = draft_of({str(n): _scene(str(n)) for n in range(102)}, current="101")
    found = build_show(draft, Notebook(), "file")
    assert found.show is not None
    assert (len(found.show.scenes), found.show.current_scene_id) == (100, "0")
    assert [note.where for note in found.report][:2] == ["scene '100'", "scene '101'"]


def test_no_scene_is_one_error() -> None:
    with pytest.raises(BadInputError, match="no scene") as caught:
        build_show(DraftShow("X", CANVAS, (), "", {}, {}), Notebook(), "file.json")
    assert caught.value.where == "file.json"


@pytest.mark.parametrize(
    ("size", "canvas", "note_count"),
    [
        (Size(1280, 720), Canvas(1280, 720, 60), 0),
        (Size(7680, 4320), Canvas(3840, 2160, 60), 1),
        (Size(1279, 33), Canvas(1280, 128, 60), 1),
        (Size(1e10, 1), Canvas(3840, 128, 60), 1),
    ],
)
def test_a_canvas_is_one_that_we_can_have(size: Size, canvas: Canvas, note_count: int) -> None:
    notes = Notebook()
    assert canvas_of(size, notes, 60) == canvas
    assert len(notes.finished()) == note_count
