"""Transitions of OBS Studio, and of Streamlabs, which uses the same ones, in our words."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from studio.core.imports.reading import Table, flag, number, whole, words
from studio.core.imports.text_settings import colour_of
from studio.core.scene import Direction, Transition, TransitionKind

LONGEST_MS = 5000
_LONGEST_CUT_MS = 20_000
_LONGEST_PATH = 4096
_BLACK = 0xFF000000
_DIRECTIONS = {one.value: one for one in Direction}
# The pictures that OBS brings along and that are no more than a line that moves.
_LINES = {"linear-h.png": (Direction.RIGHT, Direction.LEFT)}
_LINES["linear-v.png"] = (Direction.DOWN, Direction.UP)


@dataclass(frozen=True, slots=True)
class CarriedTransition:
    """One of ours, and a sentence about what is lost; empty: nothing is."""

    transition: Transition
    loss: str = ""


def carry_transition(kind: str, settings: Table, duration_ms: int) -> CarriedTransition:
    """What becomes of a transition of that kind; what nothing of ours is like becomes a fade."""
    reader = _READERS.get(kind)
    if reader is None:
        fade = Transition(TransitionKind.FADE, duration_ms)
        return CarriedTransition(fade, "it is a fade here")
    return reader(settings, duration_ms)


def _cut(_settings: Table, duration_ms: int) -> CarriedTransition:
    return CarriedTransition(Transition(TransitionKind.CUT, duration_ms))


def _fade(_settings: Table, duration_ms: int) -> CarriedTransition:
    return CarriedTransition(Transition(TransitionKind.FADE, duration_ms))


def _colour(settings: Table, duration_ms: int) -> CarriedTransition:
    colour = colour_of(settings.get("color"), _BLACK)[:7]
    found = Transition(TransitionKind.COLOUR, duration_ms, colour=colour)
    is_uneven = number(settings.get("switch_point"), 50.0) != 50.0
    return CarriedTransition(found, "it changes at its middle here" if is_uneven else "")


def _slide(settings: Table, duration_ms: int) -> CarriedTransition:
    return CarriedTransition(Transition(TransitionKind.PUSH, duration_ms, _direction(settings)))


def _swipe(settings: Table, duration_ms: int) -> CarriedTransition:
    found = Transition(TransitionKind.SLIDE, duration_ms, _direction(settings))
    is_in = flag(settings.get("swipe_in"))
    return CarriedTransition(found, "" if is_in else "the next scene comes in over the old one")


def _luma(settings: Table, duration_ms: int) -> CarriedTransition:
    name = words(settings.get("luma_image"), _LONGEST_PATH) or "linear-h.png"
    softness = min(1.0, max(0.0, number(settings.get("luma_softness"), 0.03)))
    ways = _LINES.get(name)
    if ways is None:
        fade = Transition(TransitionKind.FADE, duration_ms)
        return CarriedTransition(fade, f"it is a fade here; its picture {name!r} stays there")
    way = ways[1] if flag(settings.get("luma_invert")) else ways[0]
    return CarriedTransition(Transition(TransitionKind.WIPE, duration_ms, way, softness=softness))


def _stinger(settings: Table, duration_ms: int) -> CarriedTransition:
    path = words(settings.get("path"), _LONGEST_PATH)
    is_by_frame = whole(settings.get("tp_type"), 0, 1) == 1
    cut_ms = 500 if is_by_frame else whole(settings.get("transition_point"), 0, _LONGEST_CUT_MS)
    found = Transition(TransitionKind.STINGER, duration_ms, path=path, cut_ms=cut_ms)
    losses = []
    if is_by_frame:
        losses.append("the scene changes after 500 ms here, not at a frame")
    if flag(settings.get("track_matte_enabled")):
        losses.append("its track matte is not carried")
    return CarriedTransition(found, "; ".join(losses))


def _direction(settings: Table) -> Direction:
    return _DIRECTIONS.get(words(settings.get("direction"), 20), Direction.LEFT)


_READERS: MappingProxyType[str, Callable[[Table, int], CarriedTransition]] = MappingProxyType(
    {
        "cut_transition": _cut,
        "fade_transition": _fade,
        "fade_to_color_transition": _colour,
        "slide_transition": _slide,
        "swipe_transition": _swipe,
        "wipe_transition": _luma,
        "obs_stinger_transition": _stinger,
    }
)
