from studio.core.imports.draft import DraftItem, DraftScene, unknown_size
from studio.core.imports.placing import Transform
from tests.support.other_studios import CANVAS, draft_of


def test_a_draft_begins_with_what_is_usual() -> None:
    item = DraftItem("Red", "red", Transform())
    scene = DraftScene("One", (item,), CANVAS)
    assert item.is_visible
    assert not scene.is_group
    assert draft_of({"one": scene}).transition.duration_ms == 300


def test_nobody_looks_at_files_unless_told_to() -> None:
    assert unknown_size("logo.png") is None
