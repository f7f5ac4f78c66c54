import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.imports.reading import (
    MOST_BYTES,
    flag,
    name_of,
    number,
    read_table,
    rows,
    table,
    whole,
    words,
)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[1]", "no JSON object"),
        (b"\xff\xfe{", "UTF-8"),
        (b'{"a":' + b"[" * 200_000, "nested too deeply"),
        (b" " * (MOST_BYTES + 1), "bytes"),
    ],
    ids=["empty", "cut", "digits", "list", "bytes", "deep", "huge"],
)
def test_what_is_no_object_is_one_error(data: bytes, why: str) -> None:
    with pytest.raises(BadInputError, match=why) as caught:
        read_table(data, "scenes.json")
    assert caught.value.where == "scenes.json"


def test_a_mark_at_the_beginning_is_passed_over() -> None:
    assert read_table(b'\xef\xbb\xbf{"a": 1}', "x") == {"a": 1}


@given(anything)
def test_every_look_gives_the_wanted_type(value: object) -> None:
    assert isinstance(table(value), dict)
    assert all(isinstance(one, dict) for one in rows(value))
    assert -1e10 <= number(value) <= 1e10
    assert 3 <= whole(value, 3, 9, 5) <= 9
    assert isinstance(flag(value), bool)
    words(value).encode()
    name = name_of(value)
    assert 0 < len(name) <= 200
    assert name.isprintable()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, True, "7", None])
def test_what_is_no_number_is_the_default(value: object) -> None:
    assert number(value, 4.5) == 4.5


def test_half_a_letter_can_be_saved() -> None:
    assert words(json.loads('"a\\ud800b\\u0000"')) == "a?b"
    assert name_of(" two\n lines\x1b[31m ") == "two lines [31m"
