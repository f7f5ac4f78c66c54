import copy
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.imports import Imported, ProfileVideo, import_file
from studio.core.scene import Canvas, Show
from studio.core.show_check import check_show
from tests.support.other_studios import fixture

COLLECTIONS = ("obs_market.json", "obs_desk.json", "streamlabs_counter.json")
HELD = {name: json.loads(fixture(name)) for name in COLLECTIONS}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


def _check(found: Imported) -> None:
    """The show keeps every limit: written and read again it is the same."""
    if found.show is not None:
        again = msgspec.json.decode(msgspec.json.encode(found.show), type=Show)
        assert check_show(again, "again") == found.show
    for note in found.report:
        assert note.where
        assert note.what


def _is_show_or_one_error(data: bytes) -> None:
    where = "x"
    try:
        _check(import_file("x", data))
    except BadInputError as error:
        where = error.where
    assert where == "x"


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [path, *(one for key, inner in pairs for one in _places(inner, (*path, key)))]


PLACES = {name: _places(held)[1:] for name, held in HELD.items()}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_is_known_by_what_it_holds(name: str) -> None:
    found = import_file("renamed.txt", fixture(name))
    assert found.show is not None
    assert found == import_file("again", fixture(name))
    _check(found)


def test_a_profile_gives_a_collection_its_canvas() -> None:
    assert import_file("basic.ini", fixture("basic.ini")).video is not None
    found = import_file("a", fixture("obs_desk.json"), ProfileVideo(640, 360))
    assert found.show is not None
    assert found.show.canvas == Canvas(640, 360)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "packed"),
        (b"", "no profile"),
        (b"{}", "no scene collection"),
        (b'{"collections": [], "activeId": "x"}', "beside it"),
        (b'{"sources": []}', "no scene in the file"),
        (b'{"sources": NaN', "not JSON"),
        (b"[1, 2]", "no profile"),
    ],
)
def test_what_is_none_of_them_is_one_error(data: bytes, words: str) -> None:
    with pytest.raises(BadInputError, match=words) as caught:
        import_file("x.json", data)
    assert caught.value.where == "x.json"


def test_ten_thousand_items_with_notes_stay_small() -> None:
    item = {"name": "Nobody", "pos": {"x": 1e308, "y": -1e308}}
    items = [{**item, "name": f"Nobody {number}"} for number in range(10_000)]
    data = json.dumps({"sources": [{"id": "scene", "name": "S", "settings": {"items": items}}]})
    found = import_file("x", data.encode())
    assert len(found.report) == 501
    _check(found)


@given(st.binary(max_size=200) | values.map(lambda value: json.dumps(value).encode()))
def test_anything_is_a_show_or_one_error(data: bytes) -> None:
    _is_show_or_one_error(data)


@settings(max_examples=300)
@given(st.data())
def test_a_collection_with_anything_in_it_is_a_show_or_one_error(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(COLLECTIONS))
    held = copy.deepcopy(HELD[name])
    for place in data.draw(st.lists(st.sampled_from(PLACES[name]), min_size=1, max_size=4)):
        _put(held, place, data.draw(values))
    _is_show_or_one_error(json.dumps(held).encode())


@given(st.sampled_from(COLLECTIONS), st.data())
def test_a_cut_or_broken_file_is_a_show_or_one_error(name: str, data: st.DataObject) -> None:
    whole = bytearray(fixture(name))
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from([len(whole), data.draw(st.integers(0, len(whole)))]))
    _is_show_or_one_error(bytes(whole[:end]))


def _put(held: Any, place: tuple[Any, ...], value: Any) -> None:
    """Replace what is there, if an earlier change left the way to it."""
    for key in place[:-1]:
        if not (isinstance(held, dict) and key in held) and not (
            isinstance(held, list) and isinstance(key, int) and key < len(held)
        ):
            return
        held = held[key]
    if isinstance(held, dict) or (isinstance(held, list) and isinstance(place[-1], int)):
        if isinstance(held, list) and place[-1] >= len(held):
            return
        held[place[-1]] = value
