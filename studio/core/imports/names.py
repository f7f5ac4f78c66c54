"""Identifiers made from names: readable, unique, and the same at every import."""

import re
import unicodedata

_LONGEST = 48
_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


class Ids:
    """Gives each name an identifier that nobody else in this place has."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, name: str) -> str:
        """Lower-case letters and digits of the name, numbered where it was given before."""
        base = slug(name) or self._prefix
        number = self._next.get(base, 1)
        made = base if number == 1 else f"{base}-{number}"
        while made in self._given:
            number += 1
            made = f"{base}-{number}"
        self._next[base] = number + 1
        self._given.add(made)
        return made


def slug(name: str) -> str:
    """What of a name may stand in an identifier; empty when nothing may."""
    plain = unicodedata.normalize("NFKD", name).lower()
    without_marks = "".join(one for one in plain if not unicodedata.combining(one))
    return _NOT_ALLOWED.sub("-", without_marks).strip("-")[:_LONGEST].strip("-")
