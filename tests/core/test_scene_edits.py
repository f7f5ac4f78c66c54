import pytest

from studio.core import edits as ed
from studio.core.editing import apply_edit
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Scene
from tests.support.small_show import small_show


def _scene_ids(*some: ed.Edit) -> list[str]:
    show = small_show()
    for edit in some:
        show = apply_edit(show, edit)
    return [scene.id for scene in show.scenes]


def test_scenes_are_added_where_asked_or_at_the_end() -> None:
    assert _scene_ids(ed.AddScene(Scene("n", "N"))) == ["one", "two", "n"]
    assert _scene_ids(ed.AddScene(Scene("n", "N"), 1)) == ["one", "n", "two"]
    assert _scene_ids(ed.AddScene(Scene("n", "N"), 99)) == ["one", "two", "n"]


def test_scenes_move_and_go() -> None:
    assert _scene_ids(ed.MoveScene("two", 0)) == ["two", "one"]
    assert _scene_ids(ed.RemoveScene("two")) == ["one"]


def test_the_scene_on_the_programme_and_the_last_one_stay() -> None:
    with pytest.raises(BadInputError, match="on the programme"):
        apply_edit(small_show(), ed.RemoveScene("one"))
    alone = apply_edit(small_show(), ed.RemoveScene("two"))
    with pytest.raises(BadInputError, match="at least one scene"):
        apply_edit(alone, ed.RemoveScene("one"))


def test_a_removed_scene_takes_along_what_only_it_showed() -> None:
    show = apply_edit(small_show(), ed.AddScene(Scene("n", "N")))
    show = apply_edit(show, ed.RemoveScene("two"))
    assert show.source("film") is not None, "scene one shows it"


def test_a_copy_has_new_ids_and_the_same_sources() -> None:
    show = apply_edit(small_show(), ed.DuplicateScene("one", "copy", "Copy"))
    original, copy = show.scenes[0], show.scenes[1]
    assert (copy.id, copy.name) == ("copy", "Copy")
    assert [layer.source_id for layer in copy.layers] == [
        layer.source_id for layer in original.layers
    ]
    assert not {layer.id for layer in copy.layers} & {layer.id for layer in original.layers}
    assert copy.layers[2].group_id == copy.groups[0].id != original.groups[0].id
    assert copy.groups[0].name == "Frame"


def test_a_scene_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="gone"):
        apply_edit(small_show(), ed.RenameScene("gone", "X"))


def test_two_scenes_with_one_id_are_refused() -> None:
    with pytest.raises(BadInputError, match="'two'"):
        apply_edit(small_show(), ed.AddScene(Scene("two", "Again")))
