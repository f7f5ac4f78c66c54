"""Sentences that engine and hub say, in the person's language.

They are made in English where the fault is known best. ``assets/i18n/sentences.*.json`` holds
each as a template with {} for what varies; a test compares it with every sentence in the code.
"""

import json
import re
from functools import cache, lru_cache

from studio.ui import words
from studio.ui.theme import ASSETS

_HOLE = "{}"
_MOST_DEPTH = 3


def said(sentence: str) -> str:
    """The sentence for a person: begins large, and in their language where we have it."""
    if not sentence:
        return ""
    translated = _translated(sentence, words.language(), 0)
    return translated[:1].upper() + translated[1:]


@cache
def templates(language: str) -> dict[str, str]:
    """English template to the language's; empty for English."""
    path = ASSETS / "i18n" / f"sentences.{language}.json"
    if not path.is_file():
        return {}
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with the most words of their own first, so that the nearest one is found."""
    known = sorted(templates(language).items(), key=lambda pair: -len(pair[0].replace(_HOLE, "")))
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split(_HOLE))), re.IGNORECASE), other)
        for english, other in known
    )


@lru_cache(maxsize=1024)
def _translated(sentence: str, language: str, depth: int) -> str:
    if depth > _MOST_DEPTH:
        return sentence
    for pattern, other in _patterns(language):
        match = pattern.fullmatch(sentence.strip())
        if match is not None:
            parts = [_translated(part, language, depth + 1) for part in match.groups()]
            return other.format(*parts)
    return sentence
