"""The reference's words for types, and its tables."""

import enum
from typing import Annotated

import msgspec
import pytest
from msgspec import inspect as shapes

from studio.core.messages.fields import Fields, doc_of, table


class _Size(enum.Enum):
    """How big."""

    SMALL = "small"
    LARGE = "large"


class _Animal(msgspec.Struct, tag_field="kind"):
    """Base."""


class _Dog(_Animal, tag="dog"):
    """Barks."""

    size: _Size = _Size.SMALL


class _Cat(_Animal, tag="cat"):
    """Sleeps."""


class _House(msgspec.Struct, rename="camel"):
    """Keeps ``many_pets``; None when it is empty."""

    many_pets: tuple[_Dog | _Cat, ...]
    name: Annotated[str, msgspec.Meta(max_length=20)] = "a|b"
    rate: Annotated[float, msgspec.Meta(gt=0, le=2.5)] | None = None


def _shape(kind: type) -> shapes.StructType:
    found = shapes.type_info(kind)
    assert isinstance(found, shapes.StructType)
    return found


def test_a_table_keeps_an_upright_stroke_inside_its_cell() -> None:
    assert table(("a", "b"), [("1", "x|y")]) == ["| a | b |", "| --- | --- |", "| 1 | x\\|y |"]


def test_a_docstring_calls_fields_what_they_are_called_in_json() -> None:
    assert doc_of(_shape(_House)) == "Keeps `manyPets`; null when it is empty."


def test_rows_say_type_limits_and_default() -> None:
    rows = Fields().rows_of(_shape(_House))
    assert rows[2:] == [
        "| `manyPets` | list of [any _Animal](#any-_animal) | must |",
        '| `name` | text, at most 20 characters | `"a\\|b"` |',
        "| `rate` | number, > 0 and ≤ 2.5 or null | `null` |",
        "",
    ]


def test_a_struct_without_fields_has_no_table() -> None:
    assert Fields().rows_of(_shape(_Cat)) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (bool, "true or false"),
        (int, "whole number"),
        (Annotated[int, msgspec.Meta(lt=50_000_000)], "whole number, < 50000000"),
        (
            Annotated[int, msgspec.Meta(ge=128, multiple_of=2)],
            "whole number, ≥ 128 and a multiple of 2",
        ),
        (Annotated[str, msgspec.Meta(min_length=1, max_length=64)], "text, 1 to 64 characters"),
        (Annotated[str, msgspec.Meta(pattern=r"^a\Z")], "text like `^a$`"),
        (list[str], "list of text"),
    ],
)
def test_plain_types_in_words(kind: object, words: str) -> None:
    assert Fields().name(shapes.type_info(kind)) == words


def test_a_type_without_words_is_a_fault_not_a_guess() -> None:
    with pytest.raises(TypeError, match="no words for BytesType"):
        Fields().name(shapes.type_info(bytes))


def test_everything_that_is_named_is_explained_down_to_the_last() -> None:
    fields = Fields()
    fields.name(_shape(_House))
    text = "\n".join(fields.sections())
    for heading in ("### _House", "### any _Animal", "### _Dog", "### _Cat", "### _Size"):
        assert heading in text
    assert '`kind` is `"dog"`' in text
    assert 'One of `"small"`, `"large"`.' in text
