"""JSON that anybody may have written: every look into it gives a value of the wanted type."""

import json
import math
from typing import Any

from studio.core.errors import BadInputError

MOST_BYTES = 16_000_000
_LONGEST_NAME = 200
_LARGEST = 1e10  # products of a few of them are still numbers
Table = dict[str, Any]


def read_text(data: bytes, where: str) -> str:
    """The file as text; BadInputError when it is too large or is no text."""
    if len(data) > MOST_BYTES:
        raise BadInputError(f"the file has {len(data)} bytes; {MOST_BYTES} are allowed", where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError("the file is not text in UTF-8", where) from error


def read_table(data: bytes, where: str) -> Table:
    """The JSON object in the file; BadInputError says why there is none."""
    text = read_text(data, where)
    try:
        held = json.loads(text)
    except RecursionError as error:
        raise BadInputError("the file is nested too deeply", where) from error
    except ValueError as error:
        raise BadInputError(f"this is not JSON: {error}", where) from error
    if not isinstance(held, dict):
        raise BadInputError("the file holds no JSON object", where)
    return held


def table(value: object) -> Table:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Table]:
    """Those members of a list that are objects."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def number(value: object, default: float = 0.0) -> float:
    """A finite number, at most 10¹⁰ either way; anything else is the default."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    try:
        found = float(value)
    except OverflowError:
        return default
    return min(_LARGEST, max(-_LARGEST, found)) if math.isfinite(found) else default


def whole(value: object, least: int, most: int, default: int = 0) -> int:
    """A whole number within the limits."""
    return round(min(float(most), max(float(least), number(value, float(default)))))


def flag(value: object, default: bool = False) -> bool:
    """True or false; anything else is the default."""
    return value if isinstance(value, bool) else default


def words(value: object, most: int = 5000) -> str:
    """Text that can be saved, cut to length; anything else is empty."""
    if not isinstance(value, str):
        return ""
    return value[:most].encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def name_of(value: object, default: str = "Unnamed") -> str:
    """A name in one line, without control characters; never empty."""
    text = words(value, 4 * _LONGEST_NAME)
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(clean.split())[:_LONGEST_NAME].strip() or default
