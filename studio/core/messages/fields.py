"""Tables of fields for the protocol's reference: types in words, limits, defaults."""

import enum
import inspect
import json
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import inspect as shapes

_PLAIN: dict[type[shapes.Type], str] = {
    shapes.BoolType: "true or false",
    shapes.NoneType: "null",
    shapes.AnyType: "anything",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table; an upright stroke inside a cell is escaped."""
    lines = [_row(head), "|" + " --- |" * len(head)]
    return lines + [_row(row) for row in rows]


def doc_of(shape: shapes.StructType) -> str:
    """A struct's docstring as one paragraph, its fields called what they are called in JSON."""
    text = _paragraph(shape.cls).replace("None", "null")
    for field in shape.fields:
        text = text.replace(f"`{field.name}`", f"`{field.encode_name}`")
    return text


def _paragraph(kind: type) -> str:
    return " ".join((inspect.getdoc(kind) or "").replace("``", "`").split())


class Fields:
    """Names every type it meets and remembers what has to be explained on the page.

    ``elsewhere``: structs that have a section of their own already.
    """

    def __init__(self, elsewhere: Iterable[str] = ()) -> None:
        self._elsewhere = frozenset(elsewhere)
        self._structs: dict[str, shapes.StructType] = {}
        self._choices: dict[str, type[enum.Enum]] = {}
        self._families: dict[str, tuple[shapes.StructType, ...]] = {}

    def rows_of(self, shape: shapes.StructType) -> list[str]:
        """The table of a struct's fields and an empty line; nothing when it has none."""
        if not shape.fields:
            return []
        rows = [
            (f"`{field.encode_name}`", self.name(field.type), _default(field))
            for field in shape.fields
        ]
        return [*table(("field", "type", "default"), rows), ""]

    def name(self, found: shapes.Type) -> str:
        """A type in words, with a link where the page explains it."""
        if type(found) in _PLAIN:
            return _PLAIN[type(found)]
        if isinstance(found, shapes.StrType):
            return _text(found)
        if isinstance(found, shapes.IntType | shapes.FloatType):
            return _number(found)
        if isinstance(found, shapes.EnumType):
            self._choices[found.cls.__name__] = found.cls
            return _link(found.cls.__name__)
        if isinstance(found, shapes.VarTupleType | shapes.ListType | shapes.FrozenSetType):
            return f"list of {self.name(found.item_type)}"
        if isinstance(found, shapes.DictType):
            return f"object of {self.name(found.value_type)} by name"
        if isinstance(found, shapes.StructType):
            self._structs.setdefault(found.cls.__name__, found)
            return _link(found.cls.__name__)
        if isinstance(found, shapes.UnionType):
            return self._union(found)
        raise TypeError(f"the reference has no words for {type(found).__name__}")

    def sections(self) -> list[str]:
        """Everything that was named, explained; explaining names more, until all is said."""
        said: dict[str, list[str]] = {}
        while True:
            waiting = {**self._structs, **self._choices, **self._families}
            missing = [name for name in waiting if name not in {*said, *self._elsewhere}]
            if not missing:
                break
            for name in missing:
                said[name] = [f"### {name}", "", *self._explained(name), ""]
        return [line for name in sorted(said) for line in said[name]]

    def _explained(self, name: str) -> list[str]:
        if name in self._families:
            return self._family(name)
        if name in self._choices:
            choice = self._choices[name]
            values = ", ".join(f"`{json.dumps(member.value)}`" for member in choice)
            return [_paragraph(choice), "", f"One of {values}."]
        shape = self._structs[name]
        tag = (
            [] if shape.tag is None else [f"`{shape.tag_field}` is `{json.dumps(shape.tag)}`.", ""]
        )
        return [doc_of(shape), "", *tag, *self.rows_of(shape)]

    def _family(self, name: str) -> list[str]:
        members = self._families[name]
        rows = []
        for shape in members:
            self._structs.setdefault(shape.cls.__name__, shape)
            rows.append((f"`{json.dumps(shape.tag)}`", _link(shape.cls.__name__)))
        return [f"Told apart by `{members[0].tag_field}`.", "", *table(("tag", "is"), rows)]

    def _union(self, found: shapes.UnionType) -> str:
        structs = tuple(one for one in found.types if isinstance(one, shapes.StructType))
        others = [self.name(one) for one in found.types if not isinstance(one, shapes.StructType)]
        if len(structs) <= 1:
            return " or ".join([*map(self.name, structs), *others])
        family = f"any {_common_base(structs)}"
        self._families.setdefault(family, structs)
        return " or ".join([_link(family), *others])


def _common_base(structs: tuple[shapes.StructType, ...]) -> str:
    for base in structs[0].cls.__mro__[1:]:
        if base is not msgspec.Struct and all(issubclass(one.cls, base) for one in structs):
            return str(base.__name__)
    raise TypeError("the members of a union have no base in common")


def _text(found: shapes.StrType) -> str:
    if found.pattern:
        return f"text like `{found.pattern.removesuffix(chr(92) + 'Z')}$`"
    if found.min_length and found.max_length:
        return f"text, {found.min_length} to {found.max_length} characters"
    return f"text, at most {found.max_length} characters" if found.max_length else "text"


def _number(found: shapes.IntType | shapes.FloatType) -> str:
    word = "whole number" if isinstance(found, shapes.IntType) else "number"
    marks = (("≥", found.ge), (">", found.gt), ("≤", found.le), ("<", found.lt))
    limits = [f"{mark} {_plain(limit)}" for mark, limit in marks if limit is not None]
    if found.multiple_of is not None:
        limits.append(f"a multiple of {_plain(found.multiple_of)}")
    return f"{word}, {' and '.join(limits)}" if limits else word


def _plain(limit: float) -> str:
    return str(int(limit)) if float(limit).is_integer() else str(limit)


def _default(field: shapes.Field) -> str:
    if field.required:
        return "must"
    if field.default is msgspec.NODEFAULT:
        return "empty"
    if isinstance(field.default, msgspec.Struct):
        return "its defaults"
    default = field.default
    if isinstance(default, frozenset):  # its own order is another one every time
        default = sorted(msgspec.to_builtins(list(default)))
    return f"`{msgspec.json.encode(default).decode()}`"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower().replace(' ', '-')})"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
