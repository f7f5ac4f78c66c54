"""What a change of scenes costs the compositor: each kind against showing one moving scene.

Two scenes of a moving 1080p screen, so that the two pictures are made anew at every tick, as in
a show; the kinds take turns. A stinger lies over the change: an opaque picture and a translucent
one, made ready beforehand as they are on air. CPU time of one thread.
"""

import time
from dataclasses import replace

import av
import cv2
import numpy as np

from benchmarks.report import percentile, spread, write_result
from studio.core.scene import Canvas, Fit, Layer, Scene, Transition, TransitionKind
from studio.engine.compose.alpha_frame import AlphaSplitter
from studio.engine.compose.blend import LumaMap
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.mix import SceneMix
from studio.engine.media import Picture

_ROUNDS = 7
_TICKS = 30
_SIZES = ((1280, 720), (1920, 1080))
_BAR_MS = 12.0


def _scene(name: str) -> Scene:
    return Scene(name, name, layers=(Layer(name, name, name, fit=Fit.COVER),))


def _screens(seed: int) -> list[av.VideoFrame]:
    rng = np.random.default_rng(seed)
    rasters = [rng.integers(0, 255, (1080, 1920, 4), dtype=np.uint8) for _ in range(2)]
    return [av.VideoFrame.from_numpy_buffer(raster, format="bgra") for raster in rasters]


def _mixes(size: tuple[int, int]) -> dict[str, SceneMix]:
    old, new = _scene("old"), _scene("new")
    rng = np.random.default_rng(5)
    mixes = {"no_change": SceneMix(new)}
    for kind in TransitionKind:
        if kind not in (TransitionKind.CUT, TransitionKind.STINGER):
            mixes[kind.value] = SceneMix(new, old, 0.5, Transition(kind))
    grey = rng.integers(0, 255, (size[1], size[0]), dtype=np.uint8)
    mixes["luma"] = replace(mixes["luma"], luma=LumaMap.of(grey, *size))
    rgba = rng.integers(0, 255, (size[1], size[0], 4), dtype=np.uint8)
    frame = av.VideoFrame.from_ndarray(rgba, format="rgba")
    splitter = AlphaSplitter(*size)
    mixes["stinger_alpha"] = SceneMix(new, overlay=splitter.patch(frame))
    opaque = frame.reformat(format="yuv420p")
    mixes["stinger_opaque"] = SceneMix(new, overlay=splitter.patch(opaque))
    return mixes


def _measure(size: tuple[int, int]) -> dict[str, object]:
    frames = {"old": _screens(1), "new": _screens(2)}
    mixes = _mixes(size)
    compositors = {kind: Compositor(Canvas(*size)) for kind in mixes}
    costs: dict[str, list[float]] = {kind: [] for kind in mixes}
    walls: dict[str, list[float]] = {kind: [] for kind in mixes}
    for _ in range(_ROUNDS):
        for kind, mix in mixes.items():
            began = time.process_time()
            for tick in range(1, _TICKS + 1):
                pictures = {
                    name: Picture(0, tick, frame=both[tick % 2]) for name, both in frames.items()
                }
                began_tick = time.perf_counter()
                compositors[kind].compose(replace(mix, progress=tick / (_TICKS + 1)), pictures.get)
                walls[kind].append((time.perf_counter() - began_tick) * 1000)
            costs[kind].append((time.process_time() - began) / _TICKS * 1000)
    figures: dict[str, object] = {f"{kind}_cpu_ms": spread(one) for kind, one in costs.items()}
    figures |= {f"{kind}_wall_p99_ms": round(percentile(w, 0.99), 3) for kind, w in walls.items()}
    return figures


def main() -> None:
    """Measure both sizes and write the result."""
    cv2.setNumThreads(1)
    write_result(
        "transitions",
        "compose, one scene becoming another, both moving: every kind of transition",
        f"1080p: every kind <= {_BAR_MS} ms of a tick of 33 ms",
        {f"{width}x{height}": _measure((width, height)) for width, height in _SIZES},
    )


if __name__ == "__main__":
    main()
