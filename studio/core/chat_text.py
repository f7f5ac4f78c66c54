"""What a person typed, made fit to be kept and shown: no unseen signs, no heaps, no markup."""

import re
import unicodedata
from collections.abc import Collection

from studio.core.chat import MOST_CHARACTERS, Fragment, FragmentKind

MOST_NAME_CHARACTERS = 24
# Control signs, zero-width and bidi signs; the joiner of emoji (200d) stays.
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"\s+")
_MOST_MARKS = 2
_LONGEST_MENTION = MOST_NAME_CHARACTERS


def clean_text(text: str) -> str:
    """One line without unseen signs, at most two marks on a sign; empty when nothing is left.

    It may still be longer than a message: the caller says so instead of cutting it.
    """
    line = _SPACES.sub(" ", text)
    return _without_heaps(_UNSEEN.sub("", unicodedata.normalize("NFC", line))).strip()


def clean_name(text: str) -> str:
    """A name to be shown beside messages; empty when there is none in it."""
    name = clean_text(unicodedata.normalize("NFKC", text)).lstrip("@ ").strip()
    return name[:MOST_NAME_CHARACTERS].strip()


def is_too_long(text: str) -> bool:
    """Whether it is more than one message."""
    return len(text) > MOST_CHARACTERS


def fragments_of(text: str, names: Collection[str]) -> tuple[Fragment, ...]:
    """The text with its mentions (``@`` and one of the names) told apart."""
    known = {name.casefold() for name in names}
    found: list[Fragment] = []
    begun = place = 0
    while (place := text.find("@", place)) >= 0:
        length = _mentioned(text, place + 1, known)
        if not length:
            place += 1
            continue
        if place > begun:
            found.append(Fragment(text[begun:place]))
        found.append(Fragment(text[place : place + 1 + length], FragmentKind.MENTION))
        begun = place = place + 1 + length
    if begun < len(text) or not found:
        found.append(Fragment(text[begun:]))
    return tuple(found)


def _mentioned(text: str, begin: int, known: Collection[str]) -> int:
    """How long the longest known name is that stands there; 0: none."""
    for length in range(min(_LONGEST_MENTION, len(text) - begin), 0, -1):
        if text[begin : begin + length].casefold() in known:
            return length
    return 0


def _without_heaps(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
