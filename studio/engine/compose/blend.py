"""How the pictures of two scenes become one while they change: fade, slide, push, wipe, luma."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from studio.core.scene import Direction, Transition, TransitionKind
from studio.engine.compose.colour import yuv_of
from studio.engine.compose.geometry import even
from studio.engine.compose.planes import Planes, as_bytes, resize
from studio.engine.media import Bytes

Floats = npt.NDArray[np.float32]
_LEAST_SOFT = 1 / 256
_LEVELS = np.linspace(0.0, 1.0, 256, dtype=np.float32)
_TO_ONE = 1.0 / 255.0
_SIDEWAYS = (Direction.LEFT, Direction.RIGHT)
_FORWARD = (Direction.RIGHT, Direction.DOWN)


@dataclass(frozen=True, slots=True)
class LumaMap:
    """Black changes first and white last: a byte a pixel for luma, and for chroma."""

    full: Bytes
    half: Bytes

    @staticmethod
    def of(grey: Bytes, width_px: int, height_px: int) -> "LumaMap":
        """The map for a canvas, from a grey picture of any size."""
        full = resize(grey, width_px, height_px, is_still=True)
        return LumaMap(full, resize(full, width_px // 2, height_px // 2, is_still=True))


def blend(
    out: Planes,
    old: Planes,
    new: Planes,
    transition: Transition,
    progress: float,
    luma: LumaMap | None = None,
) -> None:
    """Fill ``out``; 0 is ``old`` and 1 is ``new``. What has no way of its own is a fade."""
    if transition.kind is TransitionKind.LUMA and luma is not None:
        _luma(out, old, new, luma, transition.softness, progress)
        return
    _WAYS.get(transition.kind, _fade)(out, old, new, transition, progress)


def _fade(out: Planes, old: Planes, new: Planes, _how: Transition, progress: float) -> None:
    for target, before, after in _each(out, old, new):
        cv2.addWeighted(after, progress, before, 1.0 - progress, 0.0, dst=target)


def _colour(out: Planes, old: Planes, new: Planes, how: Transition, progress: float) -> None:
    shown, weight = (old, 2 * progress) if progress < 0.5 else (new, 2 - 2 * progress)
    for target, plane, value in zip(out.all(), shown.all(), yuv_of(how.colour), strict=True):
        cv2.convertScaleAbs(plane, dst=target, alpha=1.0 - weight, beta=weight * value)


def _slide(out: Planes, old: Planes, new: Planes, how: Transition, progress: float) -> None:
    _moved(out, old, new, how.direction, progress, is_pushing=False)


def _push(out: Planes, old: Planes, new: Planes, how: Transition, progress: float) -> None:
    _moved(out, old, new, how.direction, progress, is_pushing=True)


def _moved(
    out: Planes,
    old: Planes,
    new: Planes,
    direction: Direction,
    progress: float,
    *,
    is_pushing: bool,
) -> None:
    is_sideways = direction in _SIDEWAYS
    come_px = even(progress * (out.width_px if is_sideways else out.height_px))
    for place, (target, before, after) in enumerate(_each(out, old, new)):
        if not is_sideways:
            target, before, after = target.T, before.T, after.T
        whole = target.shape[1]
        come = come_px if place == 0 else come_px // 2
        rest = whole - come
        if direction in _FORWARD:
            target[:, :come] = after[:, rest:]
            target[:, come:] = before[:, :rest] if is_pushing else before[:, come:]
        else:
            target[:, rest:] = after[:, :come]
            target[:, :rest] = before[:, come:] if is_pushing else before[:, :rest]


def _wipe(out: Planes, old: Planes, new: Planes, how: Transition, progress: float) -> None:
    is_sideways = how.direction in _SIDEWAYS
    for target, before, after in _each(out, old, new):
        length = target.shape[1] if is_sideways else target.shape[0]
        shares = _shares(length, how.softness, progress)
        if how.direction not in _FORWARD:
            shares = np.ascontiguousarray(shares[::-1])
        first, last = _band(shares)
        for begin, end in ((0, first), (last, length)):
            if begin < end:
                source = after if shares[begin] >= 1.0 else before
                part = (slice(None), slice(begin, end)) if is_sideways else slice(begin, end)
                target[part] = source[part]
        if first < last:
            part = (slice(None), slice(first, last)) if is_sideways else slice(first, last)
            _mixed(target[part], before[part], after[part], shares[first:last], is_sideways)


def _shares(length: int, softness: float, progress: float) -> Floats:
    """How much of the new picture shows at each pixel's middle, when it comes from the left."""
    middles = (np.arange(length, dtype=np.float32) + 0.5) / length
    if softness <= 0.0:
        return (middles < progress).astype(np.float32)
    edge = progress * (1.0 + softness)
    shares: Floats = np.clip((edge - middles) / softness, 0.0, 1.0).astype(np.float32)
    return shares


def _band(shares: Floats) -> tuple[int, int]:
    """From where to where both pictures show."""
    both = np.flatnonzero((shares > 0.0) & (shares < 1.0))
    if both.size:
        return int(both[0]), int(both[-1]) + 1
    changes = np.flatnonzero(np.diff(shares))
    place = int(changes[0]) + 1 if changes.size else shares.size
    return place, place


def _mixed(target: Bytes, before: Bytes, after: Bytes, shares: Floats, is_sideways: bool) -> None:
    weights = np.empty(target.shape, np.float32)
    weights[...] = shares[None, :] if is_sideways else shares[:, None]
    target[...] = as_bytes(cv2.blendLinear(after, before, weights, 1.0 - weights))


def _luma(
    out: Planes, old: Planes, new: Planes, luma: LumaMap, softness: float, progress: float
) -> None:
    soft = max(softness, _LEAST_SOFT)
    shares = np.clip((progress * (1.0 + soft) - _LEVELS) / soft, 0.0, 1.0)
    levels = np.rint(255.0 * shares).astype(np.uint8)
    full, half = (as_bytes(cv2.LUT(one, levels)) for one in (luma.full, luma.half))
    for place, (target, before, after) in enumerate(_each(out, old, new)):
        alpha = full if place == 0 else half
        kept = cv2.multiply(before, cv2.bitwise_not(alpha), scale=_TO_ONE)
        cv2.multiply(after, alpha, dst=target, scale=_TO_ONE)
        cv2.add(target, kept, dst=target)


def _each(out: Planes, old: Planes, new: Planes) -> "zip[tuple[Bytes, Bytes, Bytes]]":
    return zip(out.all(), old.all(), new.all(), strict=True)


_WAYS: dict[TransitionKind, Callable[[Planes, Planes, Planes, Transition, float], None]] = {
    TransitionKind.COLOUR: _colour,
    TransitionKind.SLIDE: _slide,
    TransitionKind.PUSH: _push,
    TransitionKind.WIPE: _wipe,
}
