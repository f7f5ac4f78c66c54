import threading
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import edits as ed
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.scene import Box, Scene, Show
from studio.engine.history import History
from tests.support.small_show import small_show


def _rename(name: str) -> ed.Edit:
    return ed.RenameShow(name)


def test_undo_and_redo_name_what_they_do() -> None:
    history = History(small_show())
    assert (history.undo_name, history.redo_name) == ("", "")
    history.apply(ed.RemoveScene("two"))
    assert history.undo_name == "Remove Two"
    assert history.undo() == small_show()
    assert (history.undo_name, history.redo_name) == ("", "Remove Two")
    assert len(history.redo().scenes) == 1


def test_nothing_to_undo_is_said() -> None:
    history = History(small_show())
    for act in (history.undo, history.redo):
        with pytest.raises(BadInputError, match="nothing to"):
            act()
    assert history.peek_undo() is None
    assert history.peek_redo() is None


def test_peeking_changes_nothing() -> None:
    history = History(small_show())
    changed = history.apply(_rename("Evening"))
    assert history.peek_undo() == small_show()
    assert history.show is changed
    history.undo()
    assert history.peek_redo() == changed


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History(small_show())
    history.apply(_rename("A"))
    history.undo()
    history.apply(_rename("B"))
    assert history.redo_name == ""
    assert history.undo() == small_show()


def test_a_drag_is_one_step() -> None:
    history = History(small_show())
    history.apply(_rename("Before"))
    for step in range(10):
        box = Box(step / 20, 0.1, 0.5, 0.5)
        history.apply(ed.ChangeLayer("one", "cam", box=box), merge_key="drag-1")
    history.apply(ed.ChangeLayer("one", "cam", opacity=0.5), merge_key="drag-2")
    history.undo()
    assert history.undo().name == "Before"
    assert history.show.scenes[0] == small_show().scenes[0]


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    history = History(small_show())
    history.apply(_rename("Small"))
    assert history.undo_name == ""
    assert history.revision == 0


def test_a_refused_edit_changes_nothing() -> None:
    history = History(small_show())
    with pytest.raises(StudioError):
        history.apply(ed.RemoveScene("gone"))
    assert history.show == small_show()
    assert (history.revision, history.undo_name) == (0, "")


def test_the_scene_on_the_programme_is_not_undone() -> None:
    history = History(small_show())
    history.apply(_rename("A"))
    history.switch_scene("two")
    assert history.undo_name == "Rename show"
    assert history.undo().current_scene_id == "two"
    assert history.redo().current_scene_id == "two"
    with pytest.raises(NotFoundError, match="gone"):
        history.switch_scene("gone")


def test_undoing_the_scene_on_the_programme_leads_to_one_that_exists() -> None:
    history = History(small_show())
    history.apply(ed.AddScene(Scene("new", "New")))
    history.switch_scene("new")
    assert history.undo().current_scene_id == "one"


def test_another_show_can_be_undone() -> None:
    history = History(small_show())
    other = msgspec.structs.replace(small_show(), name="Other")
    history.replace(other)
    assert history.undo_name == "Open Other"
    assert history.undo().name == "Small"
    with pytest.raises(BadInputError):
        history.replace(msgspec.structs.replace(other, scenes=()))


def test_the_revision_rises_with_every_change() -> None:
    history = History(small_show())
    seen = [history.revision]
    acts: list[Callable[[], Show]] = [
        lambda: history.apply(_rename("A")),
        history.undo,
        history.redo,
        lambda: history.switch_scene("two"),
    ]
    for act in acts:
        act()
        seen.append(history.revision)
    assert seen == [0, 1, 2, 3, 4]


def test_two_hundred_steps_are_kept() -> None:
    history = History(small_show())
    for number in range(210):
        history.apply(_rename(f"name {number}"))
    for _ in range(200):
        history.undo()
    assert history.undo_name == ""
    assert history.show.name == "name 9"


@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=40))
def test_undo_and_redo_walk_one_line_of_shows(acts: list[str]) -> None:
    history = History(small_show())
    line: list[Show] = [history.show]
    place = 0
    for number, act in enumerate(acts):
        if act == "edit":
            line = [*line[: place + 1], history.apply(_rename(f"name {number}"))]
            place += 1
        elif act == "undo" and place > 0:
            place -= 1
            history.undo()
        elif act == "redo" and place < len(line) - 1:
            place += 1
            history.redo()
        assert history.show == line[place]


def test_edits_from_several_threads_are_all_there() -> None:
    history = History(small_show())

    def add(letter: str) -> None:
        for number in range(20):
            history.apply(ed.AddScene(Scene(f"{letter}{number}", "S")))

    threads = [threading.Thread(target=add, args=(letter,), name=letter) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(history.show.scenes) == 2 + 80
    assert history.revision == 80


def test_what_is_prepared_is_no_edit_and_undo_leaves_it() -> None:
    history = History(small_show())
    history.apply(_rename("Evening"))
    history.prepare("two")
    assert history.undo_name == "Rename show"
    assert history.undo().preview_scene_id == "two"
    assert history.redo().preview_scene_id == "two"


def test_a_prepared_scene_that_goes_leaves_the_one_on_air() -> None:
    history = History(small_show())
    history.prepare("two")
    assert history.apply(ed.RemoveScene("two")).preview_scene_id == "one"
    assert history.undo().preview_scene_id == "one"


def test_another_show_is_opened_in_the_same_mode() -> None:
    history = History(small_show())
    history.prepare("two")
    other = msgspec.structs.replace(small_show(), name="Other")
    assert history.replace(other).preview_scene_id == "one"
    history.prepare("")
    assert history.replace(msgspec.structs.replace(other, name="X")).preview_scene_id == ""


def test_taking_without_a_prepared_scene_is_refused() -> None:
    with pytest.raises(BadInputError, match="no scene is prepared"):
        History(small_show()).take()
    with pytest.raises(NotFoundError):
        History(small_show()).prepare("gone")


def test_another_show_begins_a_history_of_its_own() -> None:
    history = History(small_show())
    history.apply(ed.RenameShow("Edited"))
    other = msgspec.structs.replace(small_show(), name="Other")
    assert history.begin(other).name == "Other"
    assert (history.undo_name, history.redo_name) == ("", "")
