"""Words, phrases and regular expressions."""

import re
from functools import lru_cache

import regex

from studio.chat.rules.plain import bold, plain
from studio.chat.rules.seen_message import SeenMessage
from studio.core.errors import BadInputError
from studio.core.moderation import WordsRule

_MOST_S = 0.005
TOOK_TOO_LONG = "a pattern took too long on it, so that a person must look"
_DENSE = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]")


def found_words(rule: WordsRule, message: SeenMessage) -> tuple[str, str] | None:
    """Why it fires and on which piece; None when it does not."""
    matcher = _terms(rule.terms, rule.has_variants)
    if matcher is not None:
        readings = (
            (message.plain, message.bold) if rule.has_variants else (message.text.casefold(),)
        )
        for reading in readings:
            match = matcher.search(reading)
            if match is not None:
                return "it has a blocked word", match.group().strip()
    for pattern in rule.patterns:
        try:
            found = _compiled(pattern).search(message.text, timeout=_MOST_S)
        except TimeoutError:
            return TOOK_TOO_LONG, pattern[:40]
        if found is not None:
            return "it matches a blocked pattern", found.group()[:40]
    return None


def check_patterns(rule: WordsRule) -> None:
    """BadInputError names the pattern that is none."""
    for pattern in rule.patterns:
        try:
            _compiled(pattern)
        except regex.error as error:
            raise BadInputError(
                f"the pattern cannot be read: {error.msg} at {error.pos}", f"{rule.name}: {pattern}"
            ) from error


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern, regex.IGNORECASE | regex.V1)


@lru_cache(maxsize=64)
def _terms(terms: tuple[str, ...], has_variants: bool) -> re.Pattern[str] | None:
    """One expression for all of them: fast with thousands."""
    read = {term.casefold() for term in terms if term.strip("* ")}
    if has_variants:
        read = {plain(term) for term in read} | {bold(term) for term in read if _has_letter(term)}
    parts = sorted(filter(None, map(part_of, read)), key=len, reverse=True)
    return re.compile("|".join(parts)) if parts else None


def part_of(term: str) -> str:
    """A term as an expression: whole words in scripts with spaces, anywhere in dense ones."""
    core = term.strip("*").strip()
    if not core:
        return ""
    escaped = r"\s+".join(re.escape(word) for word in core.split())
    if _DENSE.search(core):
        return escaped
    before = r"[^\W_]*" if term.startswith("*") else r"(?<![^\W_])"
    after = r"[^\W_]*" if term.endswith("*") else r"(?![^\W_])"
    return f"{before}{escaped}{after}"


def _has_letter(term: str) -> bool:
    """Digits and signs alone are no letters: ``88`` must not be found in "bb"."""
    return any(map(str.isalpha, term))
