from collections.abc import Callable
from typing import Any

import pytest

from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields

GIVEN = Fields(
    {"name": "One", "is": True, "number": 3, "none": None, "empty": "", "table": {"a": 1}}
)


def test_what_is_given_is_read() -> None:
    assert GIVEN.text("name") == "One"
    assert GIVEN.flag("is") is True
    assert GIVEN.number("number", 0, 5) == 3.0
    assert GIVEN.table("table").number("a", 0, 1) == 1.0
    assert GIVEN.raw("number") == 3
    assert (GIVEN.has("name"), GIVEN.has("none"), GIVEN.has("gone")) == (True, False, False)


def test_what_is_missing_may_have_a_default() -> None:
    assert GIVEN.text("gone", "so") == "so"
    assert GIVEN.flag("none", False) is False
    assert GIVEN.number("gone", 0, 5, 2.5) == 2.5


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (lambda one: one.text("gone"), Code.MISSING_FIELD),
        (lambda one: one.flag("none"), Code.MISSING_FIELD),
        (lambda one: one.text("empty"), Code.EMPTY_FIELD),
        (lambda one: one.text("number"), Code.FIELD_TYPE),
        (lambda one: one.flag("number"), Code.FIELD_TYPE),
        (lambda one: one.number("is", 0, 5), Code.FIELD_TYPE),
        (lambda one: one.number("name", 0, 5), Code.FIELD_TYPE),
        (lambda one: one.number("number", 4, 5), Code.OUT_OF_RANGE),
        (lambda one: one.table("name"), Code.FIELD_TYPE),
    ],
)
def test_each_mistake_has_its_code(read: Callable[[Fields], Any], code: Code) -> None:
    with pytest.raises(Refusal) as caught:
        read(GIVEN)
    assert caught.value.code is code


@pytest.mark.parametrize("data", [None, [], "x", 4])
def test_data_that_is_no_object_holds_nothing(data: object) -> None:
    assert not Fields(data).has("name")
    with pytest.raises(Refusal):
        Fields({"number": float("nan")}).number("number", 0, 5)
