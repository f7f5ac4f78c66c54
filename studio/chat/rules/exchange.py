"""Blocked words to and from other programs: Twitch's blocked terms, Nightbot's list, plain lines.

Twitch's API gives ``{"data": [{"text": …}]}``; Nightbot's list has a phrase a line with ``*`` for
any letters, and a regular expression as ``~/…/flags``.
"""

import re
from dataclasses import dataclass

import msgspec
import regex

from studio.core.errors import BadInputError

_NIGHTBOT_PATTERN = re.compile(r"^~/(.*)/([a-z]*)$")
_MOST_BYTES = 2_000_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class WordList:
    """Terms, patterns, and a sentence for every line that could not be taken."""

    terms: tuple[str, ...]
    patterns: tuple[str, ...]
    refused: tuple[str, ...] = ()


def read_words(data: bytes, where: str) -> WordList:
    """Any of the formats, told by what is in it. BadInputError when it is none of them."""
    if len(data) > _MOST_BYTES:
        raise BadInputError("the list is larger than 2 MB", where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError("the list is not UTF-8 text", where) from error
    lines = _of_json(text, where) if text.lstrip().startswith(("{", "[")) else text.splitlines()
    return _sorted(lines)


def to_twitch(words: WordList) -> bytes:
    """Terms as Twitch's API gives them; patterns it has none."""
    return msgspec.json.format(
        msgspec.json.encode({"data": [{"text": term} for term in words.terms]}), indent=1
    )


def to_nightbot(words: WordList) -> bytes:
    """A line each, patterns as ``~/…/i``."""
    lines = [*words.terms, *(f"~/{pattern}/i" for pattern in words.patterns)]
    return "".join(f"{line}\n" for line in lines).encode()


def _of_json(text: str, where: str) -> list[str]:
    try:
        found = msgspec.json.decode(text.encode())
    except msgspec.DecodeError as error:
        raise BadInputError(f"the list is broken JSON: {error}", where) from error
    rows = found.get("data", found.get("blacklist")) if isinstance(found, dict) else found
    if isinstance(rows, str):
        return rows.splitlines()
    if not isinstance(rows, list):
        raise BadInputError("no list of terms is in it", where)
    terms: list[str] = []
    for place, row in enumerate(rows, 1):
        term = row.get("text") if isinstance(row, dict) else row
        if not isinstance(term, str):
            raise BadInputError(f"entry {place} has no text", where)
        terms.append(term)
    return terms


def _sorted(lines: list[str]) -> WordList:
    terms: dict[str, None] = {}
    patterns: dict[str, None] = {}
    refused: list[str] = []
    for number, line in enumerate(lines, 1):
        said = line.strip()
        if not said:
            continue
        pattern = _NIGHTBOT_PATTERN.match(said)
        if len(said) > _LONGEST:
            refused.append(f"line {number} is longer than 500 characters")
        elif pattern is None:
            terms[said] = None
        elif _is_pattern(pattern.group(1)):
            patterns[pattern.group(1)] = None
        else:
            refused.append(f"line {number} is no regular expression")
    return WordList(tuple(terms), tuple(patterns), tuple(refused))


def _is_pattern(text: str) -> bool:
    try:
        regex.compile(text, regex.V1)
    except regex.error:
        return False
    return bool(text)
