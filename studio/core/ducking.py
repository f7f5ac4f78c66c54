"""Which strips listen to which others, and in what order they can therefore be computed."""

from collections.abc import Iterable

import msgspec

from studio.core.scene import Strip
from studio.core.sound_filters import Ducking


def keys_of(strip: Strip) -> set[str]:
    """Sources whose level this strip listens to."""
    keys = {one.key_source_id for one in strip.filters if isinstance(one, Ducking)}
    return keys - {""}


def keys_first(strips: Iterable[Strip]) -> tuple[Strip, ...]:
    """The strips so that each comes after those it listens to; a circle is left as it stands."""
    waiting = list(strips)
    done: set[str] = set()
    ordered: list[Strip] = []
    names = {strip.source_id for strip in waiting}
    while waiting:
        ready = [strip for strip in waiting if keys_of(strip) & names <= done] or waiting
        ordered += ready
        done |= {strip.source_id for strip in ready}
        waiting = [strip for strip in waiting if strip.source_id not in done]
    return tuple(ordered)


def listens_in_circle(strips: Iterable[Strip]) -> str:
    """The id of a strip that listens to itself, be it through others; empty if none does."""
    heard = {strip.source_id: keys_of(strip) for strip in strips}
    return next((one for one in heard if one in _heard_by(one, heard)), "")


def possible_keys(strips: Iterable[Strip], source_id: str) -> tuple[str, ...]:
    """Sources that this one can listen to without a circle, in the order of the strips."""
    heard = {strip.source_id: keys_of(strip) for strip in strips}
    return tuple(
        one for one in heard if one != source_id and source_id not in _heard_by(one, heard)
    )


def without_keys(strip: Strip, gone: set[str]) -> Strip:
    """The strip with those of its voices taken back that are no longer there."""
    if not keys_of(strip) & gone:
        return strip
    filters = tuple(
        msgspec.structs.replace(one, key_source_id="")
        if isinstance(one, Ducking) and one.key_source_id in gone
        else one
        for one in strip.filters
    )
    return msgspec.structs.replace(strip, filters=filters)


def _heard_by(source_id: str, heard: dict[str, set[str]]) -> set[str]:
    """All that a strip depends on, through others too."""
    found: set[str] = set()
    waiting = set(heard.get(source_id, ()))
    while waiting:
        found |= waiting
        waiting = {key for one in waiting for key in heard.get(one, ())} - found
    return found
