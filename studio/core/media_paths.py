"""The files that a show names, wherever they stand in it, and the show with other places."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from studio.core.scene import Show

StructT = TypeVar("StructT", bound=msgspec.Struct)


def paths_in(show: Show) -> dict[str, str]:
    """Each path with the name of the first part that needs it."""
    found: dict[str, str] = {}
    for owner, path in _walk(show, show.name):
        found.setdefault(path, owner)
    return found


def with_paths(show: Show, places: Mapping[str, str]) -> Show:
    """The same show with other paths; one that is not in ``places`` stays."""
    return _moved(show, places)


def _is_path(name: str, value: object) -> bool:
    return (name == "path" or name.endswith("_path")) and isinstance(value, str) and bool(value)


def _walk(part: msgspec.Struct, owner: str) -> Iterator[tuple[str, str]]:
    owner = str(getattr(part, "name", "") or owner)
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if _is_path(name, value):
            yield owner, value
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, msgspec.Struct):
                yield from _walk(inner, owner)


def _moved(part: StructT, places: Mapping[str, str]) -> StructT:
    changes: dict[str, object] = {}
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if _is_path(name, value):
            after: object = places.get(value, value)
        elif isinstance(value, msgspec.Struct):
            after = _moved(value, places)
        elif isinstance(value, tuple):
            after = tuple(
                _moved(one, places) if isinstance(one, msgspec.Struct) else one for one in value
            )
        else:
            continue
        if after != value:
            changes[name] = after
    return msgspec.structs.replace(part, **changes) if changes else part
