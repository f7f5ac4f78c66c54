import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.edits import LayerPlace
from studio.core.scene import Group, Layer
from studio.ui.stage.ordering import Row, moved_to_end, places_of, rows_of, shifted

LAYERS = (
    Layer("back", "Back", "s"),
    Layer("one", "One", "s", group_id="g"),
    Layer("two", "Two", "s", group_id="g"),
    Layer("top", "Top", "s"),
)
GROUPS = (Group("g", "G"),)
ROWS = [Row("", "top"), Row("g"), Row("g", "two"), Row("g", "one"), Row("", "back")]


def said(places: tuple[LayerPlace, ...]) -> list[str]:
    return [f"{place.group_id}/{place.layer_id}" for place in places]


def test_groups_are_rows_and_fold() -> None:
    assert rows_of(LAYERS, GROUPS, ()) == ROWS
    assert rows_of(LAYERS, GROUPS, {"g"}) == [Row("", "top"), Row("g"), Row("", "back")]
    assert Row("g").is_group


def test_rows_as_they_are_change_nothing() -> None:
    places = places_of(ROWS, LAYERS, ())
    assert said(places) == ["/back", "g/one", "g/two", "/top"]
    assert places_of(rows_of(LAYERS, GROUPS, {"g"}), LAYERS, ()) == places


def test_a_row_dragged_into_a_group_is_in_it_and_out_of_it_is_not() -> None:
    into = [ROWS[1], ROWS[2], ROWS[0], ROWS[3], ROWS[4]]
    assert said(places_of(into, LAYERS, {"top"})) == ["/back", "g/one", "g/top", "g/two"]
    last = [ROWS[0], ROWS[1], ROWS[3], ROWS[2], ROWS[4]]
    assert said(places_of(last, LAYERS, {"two"})) == ["/back", "g/two", "g/one", "/top"]
    out = [ROWS[0], ROWS[1], ROWS[3], ROWS[4], ROWS[2]]
    assert said(places_of(out, LAYERS, {"two"})) == ["/two", "/back", "g/one", "/top"]


def test_a_group_that_is_dragged_stays_whole() -> None:
    rows = [ROWS[1], ROWS[2], ROWS[3], ROWS[0], ROWS[4]]
    assert said(places_of(rows, LAYERS, {"one", "two"})) == ["/back", "/top", "g/one", "g/two"]


def test_a_folded_group_takes_its_layers_along() -> None:
    rows = [Row("g"), Row("", "top"), Row("", "back")]
    assert said(places_of(rows, LAYERS, {"one", "two"})) == ["/back", "/top", "g/one", "g/two"]


@pytest.mark.parametrize(
    ("chosen", "by", "order"),
    [
        ({"back"}, 1, ["g/one", "/back", "g/two", "/top"]),
        ({"top"}, 1, ["/back", "g/one", "g/two", "/top"]),
        ({"one", "two"}, 1, ["/back", "/top", "g/one", "g/two"]),
        ({"one", "two"}, -1, ["g/one", "g/two", "/back", "/top"]),
    ],
)
def test_one_step_past_a_neighbour(chosen: set[str], by: int, order: list[str]) -> None:
    found = shifted(LAYERS, chosen, by)
    assert [place.layer_id for place in found] == [one.split("/")[1] for one in order]
    if chosen == {"one", "two"}:
        assert said(found) == order


def test_to_the_front_and_to_the_back() -> None:
    assert said(moved_to_end(LAYERS, {"back", "one"}, is_front=True))[-2:] == ["/back", "/one"]
    assert said(moved_to_end(LAYERS, {"two"}, is_front=False))[0] == "/two"


@given(st.permutations(ROWS))
def test_any_order_of_rows_names_every_layer_once(rows: list[Row]) -> None:
    places = places_of(rows, LAYERS, {"two", "back"})
    assert sorted(place.layer_id for place in places) == ["back", "one", "top", "two"]
    assert {place.group_id for place in places} <= {"", "g"}
