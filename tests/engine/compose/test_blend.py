"""Every transition against a float reference that shares no code with it."""

import numpy as np
import numpy.typing as npt
import pytest

from studio.core.scene import Direction, Transition, TransitionKind
from studio.engine.compose.blend import LumaMap, blend
from studio.engine.compose.planes import Planes

_WIDTH, _HEIGHT = 160, 90
_STEPS = (0.0, 0.004, 0.25, 0.5, 0.77, 0.996, 1.0)
Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.uint8]


def _noise(seed: int) -> Planes:
    rng = np.random.default_rng(seed)
    half = (_HEIGHT // 2, _WIDTH // 2)
    return Planes(
        rng.integers(16, 236, (_HEIGHT, _WIDTH), dtype=np.uint8),
        rng.integers(16, 241, half, dtype=np.uint8),
        rng.integers(16, 241, half, dtype=np.uint8),
    )


OLD, NEW = _noise(1), _noise(2)


def _made(transition: Transition, progress: float, luma: LumaMap | None = None) -> Planes:
    out = _noise(3)
    blend(out, OLD, NEW, transition, progress, luma)
    return out


def _assert_mixed(made: Planes, shares: list[Floats], most: float = 1.0) -> None:
    """``shares``: of the new picture, at each pixel of the three planes."""
    for plane, old, new, share in zip(made.all(), OLD.all(), NEW.all(), shares, strict=True):
        wanted = old * (1.0 - share) + new * share
        assert np.abs(plane - wanted).max() <= most


def _middles(plane: int) -> tuple[Floats, Floats]:
    """How far right and down each pixel's middle lies, 0 to 1."""
    width, height = (_WIDTH, _HEIGHT) if plane == 0 else (_WIDTH // 2, _HEIGHT // 2)
    down, right = np.mgrid[0:height, 0:width]
    return (right + 0.5) / width, (down + 0.5) / height


@pytest.mark.parametrize("progress", _STEPS)
@pytest.mark.parametrize("kind", [TransitionKind.FADE, TransitionKind.LUMA])
def test_a_fade_and_what_lacks_its_picture(kind: TransitionKind, progress: float) -> None:
    shares = [np.full(plane.shape, progress) for plane in OLD.all()]
    _assert_mixed(_made(Transition(kind), progress), shares)


@pytest.mark.parametrize("progress", _STEPS)
def test_through_a_colour(progress: float) -> None:
    made = _made(Transition(TransitionKind.COLOUR, colour="#ff8000"), progress)
    red, green, blue = 255, 128, 0
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    yuv = (
        16 + luma * 219 / 255,
        128 + (blue - luma) / 1.772 * 224 / 255,
        128 + (red - luma) / 1.402 * 224 / 255,
    )
    for plane, old, new, value in zip(made.all(), OLD.all(), NEW.all(), yuv, strict=True):
        shown, share = (old, 2 * progress) if progress < 0.5 else (new, 2 - 2 * progress)
        assert np.abs(plane - (shown * (1 - share) + value * share)).max() <= 1.5


def _arrived(plane: Bytes, direction: Direction, progress: float, is_luma: bool) -> int:
    length = int(plane.shape[1 if direction in (Direction.LEFT, Direction.RIGHT) else 0])
    whole = length if is_luma else 2 * length
    come = 2 * round(progress * whole / 2)
    return come if is_luma else come // 2


@pytest.mark.parametrize("progress", _STEPS)
@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("kind", [TransitionKind.SLIDE, TransitionKind.PUSH])
def test_moving_in(kind: TransitionKind, direction: Direction, progress: float) -> None:
    made = _made(Transition(kind, direction=direction), progress)
    for place, (plane, old, new) in enumerate(zip(made.all(), OLD.all(), NEW.all(), strict=True)):
        axis = 1 if direction in (Direction.LEFT, Direction.RIGHT) else 0
        length = plane.shape[axis]
        come = _arrived(plane, direction, progress, place == 0)
        sign = 1 if direction in (Direction.RIGHT, Direction.DOWN) else -1
        place_of = np.arange(length)
        is_new = place_of < come if sign > 0 else place_of >= length - come
        from_new = np.clip(place_of - sign * (come - length), 0, length - 1)
        moved = place_of - sign * come if kind is TransitionKind.PUSH else place_of
        from_old = np.clip(moved, 0, length - 1)
        wanted = np.where(
            is_new if axis == 1 else is_new[:, None],
            np.take(new, from_new, axis),
            np.take(old, from_old, axis),
        )
        assert np.array_equal(plane, wanted)


@pytest.mark.parametrize("progress", _STEPS)
@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("softness", [0.0, 0.1, 1.0])
def test_a_wipe(direction: Direction, softness: float, progress: float) -> None:
    how = Transition(TransitionKind.WIPE, direction=direction, softness=softness)
    shares = []
    for place in range(3):
        right, down = _middles(place)
        way = {
            Direction.RIGHT: right,
            Direction.LEFT: 1 - right,
            Direction.DOWN: down,
            Direction.UP: 1 - down,
        }[direction]
        if softness:
            shares.append(np.clip((progress * (1 + softness) - way) / softness, 0, 1))
        else:
            shares.append((way < progress).astype(np.float64))
    _assert_mixed(_made(how, progress), shares)


@pytest.mark.parametrize("progress", _STEPS)
@pytest.mark.parametrize("softness", [0.05, 0.5])
def test_a_luma_wipe_follows_its_picture(softness: float, progress: float) -> None:
    right, _ = _middles(0)
    luma = LumaMap.of(np.rint(255 * right).astype(np.uint8), _WIDTH, _HEIGHT)
    shares = []
    for part in (luma.full, luma.half, luma.half):
        share = np.clip((progress * (1 + softness) - part / 255) / softness, 0, 1)
        shares.append(np.rint(share * 255) / 255)
    made = _made(Transition(TransitionKind.LUMA, softness=softness), progress, luma)
    _assert_mixed(made, shares, most=2.0)  # a level of the alpha is worth nearly one more


def test_a_luma_map_fits_any_canvas() -> None:
    grey = np.tile(np.arange(256, dtype=np.uint8), (64, 1))
    luma = LumaMap.of(grey, _WIDTH, _HEIGHT)
    assert luma.full.shape == (_HEIGHT, _WIDTH)
    assert luma.half.shape == (_HEIGHT // 2, _WIDTH // 2)
    assert int(luma.full[0, 0]) < 4
    assert int(luma.full[-1, -1]) > 251
