"""What a rule has learned to read over: allowed words taken out before it looks."""

import re
from functools import lru_cache

import msgspec

from studio.chat.rules.plain import seen
from studio.chat.rules.seen_message import SeenMessage
from studio.chat.rules.words import part_of
from studio.core.chat import Fragment, FragmentKind


def without(message: SeenMessage, allowed: tuple[str, ...]) -> SeenMessage:
    """The message as if the allowed words were not there; empty when all of it is allowed."""
    folded = frozenset(term.casefold() for term in allowed)
    if message.text.strip().casefold() in folded:
        return _with(message, ())
    matcher = _matcher(allowed)
    fragments = [
        _lesser(part, matcher)
        for part in message.message.fragments
        if part.kind is FragmentKind.TEXT or part.text.casefold() not in folded
    ]
    return _with(message, tuple(fragments))


def _lesser(part: Fragment, matcher: re.Pattern[str] | None) -> Fragment:
    if matcher is None or part.kind is not FragmentKind.TEXT:
        return part
    return msgspec.structs.replace(part, text=matcher.sub(" ", seen(part.text)))


def _with(message: SeenMessage, fragments: tuple[Fragment, ...]) -> SeenMessage:
    return SeenMessage(
        msgspec.structs.replace(message.message, fragments=fragments), message.before
    )


@lru_cache(maxsize=64)
def _matcher(allowed: tuple[str, ...]) -> re.Pattern[str] | None:
    parts = sorted(filter(None, map(part_of, allowed)), key=len, reverse=True)
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None
