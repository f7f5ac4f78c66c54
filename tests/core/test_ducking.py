from hypothesis import given
from hypothesis import strategies as st

from studio.core.ducking import (
    keys_first,
    keys_of,
    listens_in_circle,
    possible_keys,
    without_keys,
)
from studio.core.scene import Strip
from studio.core.sound_filters import Ducking, NoiseGate

_NAMES = ("a", "b", "c", "d")


def strip(source_id: str, *keys: str) -> Strip:
    filters = tuple(Ducking(key_source_id=key) for key in keys)
    return Strip(source_id, filters=(NoiseGate(), *filters))


def test_a_strip_listens_to_those_that_its_filters_name() -> None:
    assert keys_of(strip("a", "b", "", "c")) == {"b", "c"}


def test_a_strip_comes_after_those_it_listens_to() -> None:
    desk = (strip("a", "b"), strip("b", "c"), strip("c"), strip("d"))
    assert [one.source_id for one in keys_first(desk)] == ["c", "d", "b", "a"]


@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from((*_NAMES, "gone"))), max_size=8))
def test_every_strip_comes_once_and_after_its_keys_unless_they_go_in_circles(
    pairs: list[tuple[str, str]],
) -> None:
    desk = [strip(name, *(key for one, key in pairs if one == name)) for name in _NAMES]
    order = [one.source_id for one in keys_first(desk)]
    assert sorted(order) == sorted(_NAMES)
    if not listens_in_circle(desk):
        for one in desk:
            for key in keys_of(one) & set(_NAMES):
                assert order.index(key) < order.index(one.source_id)


def test_circles_are_found_however_long_they_are() -> None:
    assert listens_in_circle((strip("a"), strip("b", "a"))) == ""
    assert listens_in_circle((strip("a", "a"),)) == "a"
    assert listens_in_circle((strip("d"), strip("a", "b"), strip("b", "c"), strip("c", "a"))) == "a"


def test_only_what_makes_no_circle_can_be_listened_to() -> None:
    desk = (strip("a", "b"), strip("b", "c"), strip("c"), strip("d"))
    assert possible_keys(desk, "c") == ("d",)
    assert possible_keys(desk, "a") == ("b", "c", "d")


def test_a_voice_that_is_gone_is_listened_to_no_more() -> None:
    one = strip("a", "b", "c")
    assert keys_of(without_keys(one, {"b"})) == {"c"}
    assert without_keys(one, {"d"}) is one
