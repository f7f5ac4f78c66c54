"""What one programme picture costs: a still base against everything anew, in one run.

The scene: a 1080p screen, a 360p camera in a corner, a translucent card, a ticker.
CPU time of this process, one thread; the kinds take turns, so that a noisy machine
troubles all of them alike.
"""

import statistics
import time
from collections.abc import Callable

import av
import cv2
import numpy as np

from benchmarks.report import percentile, spread, write_result
from studio.core.scene import Box, Canvas, Fit, Layer, Scene
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.mix import SceneMix
from studio.engine.media import Bytes, Picture

_ROUNDS = 9
_TICKS = 60
_SIZES = ((1280, 720), (1920, 1080))
_STILL_BAR = 0.2

_SCENE = Scene(
    "bench",
    "Bench",
    layers=(
        Layer("screen", "Screen", "screen", fit=Fit.COVER),
        Layer("cam", "Camera", "cam", box=Box(0.7, 0.65, 0.28, 0.28)),
        Layer("card", "Card", "card", box=Box(0.04, 0.08, 0.32, 0.26)),
        Layer("ticker", "Ticker", "ticker", box=Box(0.0, 0.935, 1.0, 0.065)),
    ),
)


def _raster(height_px: int, width_px: int, alpha: int) -> Bytes:
    rng = np.random.default_rng(3)
    picture = rng.integers(0, alpha, (height_px, width_px, 4), dtype=np.uint8)
    picture[:, :, 3] = alpha
    picture[4:-4, 4:-4, 3] = 255
    return picture


class _Desk:
    """The pictures of every source at a tick; ``moving`` names those that change."""

    def __init__(self) -> None:
        rng = np.random.default_rng(1)
        screens = [rng.integers(0, 255, (1080, 1920, 4), dtype=np.uint8) for _ in range(2)]
        self._screens = [av.VideoFrame.from_numpy_buffer(one, format="bgra") for one in screens]
        self._cams = [_camera(rng) for _ in range(2)]
        self._cards = [_raster(200, 420, 170) for _ in range(2)]
        self._strips = [_raster(48, 2400, 200) for _ in range(2)]
        self._tick = 0

    def at(self, tick: int, moving: frozenset[str]) -> Callable[[str], Picture | None]:
        def of(name: str) -> int:
            return tick if name in moving else 0

        strip = self._strips[of("strip") % 2]
        offset_px = (of("ticker") * 3, 0)
        pictures = {
            "screen": Picture(0, of("screen"), frame=self._screens[of("screen") % 2]),
            "cam": Picture(0, of("cam"), frame=self._cams[of("cam") % 2]),
            "card": Picture(0, of("card"), bgra=self._cards[of("card") % 2]),
            "ticker": Picture(0, of("strip"), bgra=strip, offset_px=offset_px, is_strip=True),
        }
        return pictures.get


def _camera(rng: np.random.Generator) -> av.VideoFrame:
    planes = rng.integers(16, 235, (540, 640), dtype=np.uint8)
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


_KINDS = {
    "unchanged": frozenset[str](),
    "still_base": frozenset({"cam", "ticker"}),
    "screen_moves": frozenset({"screen", "cam", "ticker"}),
    "all_anew": frozenset({"screen", "cam", "card", "strip", "ticker"}),
}


def _measure(size: tuple[int, int], desk: _Desk) -> dict[str, object]:
    costs: dict[str, list[float]] = {kind: [] for kind in _KINDS}
    walls: dict[str, list[float]] = {kind: [] for kind in _KINDS}
    mix = SceneMix(_SCENE)
    compositors = {kind: Compositor(Canvas(*size)) for kind in _KINDS}
    for _ in range(_ROUNDS):
        for kind, moving in _KINDS.items():
            compose = compositors[kind].compose
            compose(mix, desk.at(0, moving))
            began = time.process_time()
            for tick in range(1, _TICKS + 1):
                pictures = desk.at(tick, moving)
                began_tick = time.perf_counter()
                compose(mix, pictures)
                walls[kind].append((time.perf_counter() - began_tick) * 1000)
            costs[kind].append((time.process_time() - began) / _TICKS * 1000)
    figures: dict[str, object] = {
        f"{kind}_cpu_ms": spread(values) for kind, values in costs.items()
    }
    figures |= {f"{kind}_wall_p99_ms": round(percentile(w, 0.99), 3) for kind, w in walls.items()}
    for whole in ("screen_moves", "all_anew"):
        ratios = [
            still / full for still, full in zip(costs["still_base"], costs[whole], strict=True)
        ]
        figures[f"still_base_against_{whole}"] = round(statistics.median(ratios), 3)
    return figures


def main() -> None:
    """Measure both sizes and write the result."""
    cv2.setNumThreads(1)
    desk = _Desk()
    figures = {f"{width}x{height}": _measure((width, height), desk) for width, height in _SIZES}
    write_result(
        "compose",
        "compose, static base (camera and ticker move), against full recompose (all layers anew)",
        f"still_base_against_all_anew <= {_STILL_BAR}, reach for 0.1",
        figures,
    )


if __name__ == "__main__":
    main()
