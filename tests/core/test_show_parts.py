import pytest

from studio.core import edits as ed
from studio.core.errors import BadInputError, NotFoundError
from studio.core.show_parts import (
    given,
    insert_at,
    scene_of,
    source_of,
    with_source,
    without_sources,
    without_unused,
)
from tests.support.small_show import small_show


@pytest.mark.parametrize(
    ("index", "wanted"), [(0, "xab"), (1, "axb"), (2, "abx"), (9, "abx"), (None, "abx")]
)
def test_insert_at(index: int | None, wanted: str) -> None:
    assert "".join(insert_at(("a", "b"), "x", index)) == wanted


def test_given_keeps_what_is_set_even_when_it_is_nothing() -> None:
    edit = ed.ChangeStrip("a", gain_db=0.0, is_muted=False)
    assert given(edit, ("gain_db", "is_muted", "is_solo")) == {"gain_db": 0.0, "is_muted": False}


def test_what_is_not_there_is_an_error_with_its_name() -> None:
    for find in (scene_of, source_of):
        with pytest.raises(NotFoundError, match="gone"):
            find(small_show(), "gone")


def test_sources_come_once_and_go_with_their_strips() -> None:
    show = small_show()
    with pytest.raises(BadInputError, match="film"):
        with_source(show, source_of(show, "film"))
    assert without_sources(show, set()) is show
    assert [strip.source_id for strip in without_sources(show, {"film"}).strips] == ["tone"]
    assert without_unused(show, {"film", "cam"}) is show
