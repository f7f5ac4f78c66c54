"""What a layer's filters cost the compositor: each alone on a 1080p camera, and on a still.

A camera of 1920 × 1080 (yuv420p) covers a canvas of 1280 × 720; the kinds take turns, so that a
busy machine is busy for all of them. What counts is the difference to the camera without a
filter. The still is the same picture as an image: nothing is left to do but for what scrolls.
"""

import tempfile
import time
from pathlib import Path

import cv2

from benchmarks.report import percentile, spread, write_result
from studio.core.picture_filters import (
    Blur,
    ChromaKey,
    ColourCorrection,
    CropPad,
    Lut,
    Mask,
    MaskShape,
    PictureFilter,
    Scroll,
    Sharpen,
)
from studio.core.scene import Canvas, Layer, Scene, Show
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.mix import SceneMix
from studio.engine.media import Picture
from tests.support.float_picture import raster, slope, yuv_frame
from tests.support.luts import cube_text

_ROUNDS, _TICKS = 7, 30
_CANVAS = Canvas(1280, 720)
_TICK_NS = 33_333_333
_BAR_MS = 8.0


def _cases(cube: str) -> dict[str, tuple[PictureFilter, ...]]:
    return {
        "none": (),
        "chroma_key": (ChromaKey(),),
        "colour": (ColourCorrection(contrast=0.1, saturation=0.2),),
        "colour_warm": (ColourCorrection(temperature=0.3),),
        "colour_gamma": (ColourCorrection(gamma=0.2),),
        "lut": (Lut(path=cube),),
        "crop": (CropPad(left=0.1, right=0.1),),
        "room": (CropPad(left=-0.1, right=-0.1),),
        "circle": (Mask(shape=MaskShape.CIRCLE),),
        "blur_small": (Blur(amount=0.004),),
        "blur_large": (Blur(amount=0.05),),
        "sharpen": (Sharpen(amount=0.1),),
        "scroll": (Scroll(x=0.1),),
        "key_colour_round": (
            ChromaKey(),
            ColourCorrection(contrast=0.1, temperature=0.2),
            Mask(shape=MaskShape.CIRCLE),
        ),
    }


def _measure(cases: dict[str, tuple[PictureFilter, ...]], files: FilterFiles) -> dict[str, object]:
    frame = yuv_frame(slope, 1920, 1080)
    still = Picture(0, 1, bgra=raster(slope, 1920, 1080))
    figures: dict[str, object] = {}
    for what in ("camera", "still"):
        compositors = {name: Compositor(_CANVAS, files) for name in cases}
        costs: dict[str, list[float]] = {name: [] for name in cases}
        walls: dict[str, list[float]] = {name: [] for name in cases}
        tick = 0
        for _ in range(_ROUNDS):
            for name, filters in cases.items():
                scene = Scene("s", "S", (Layer("a", "A", "s", filters=filters),))
                began = time.process_time()
                for _ in range(_TICKS):
                    tick += 1
                    picture = Picture(0, tick, frame=frame) if what == "camera" else still
                    at = time.perf_counter()
                    compositors[name].compose(SceneMix(scene), {"s": picture}.get, tick * _TICK_NS)
                    walls[name].append((time.perf_counter() - at) * 1000)
                costs[name].append((time.process_time() - began) / _TICKS * 1000)
        figures |= {f"{what}_{name}_cpu_ms": spread(values) for name, values in costs.items()}
        figures |= {
            f"{what}_{name}_wall_p99_ms": round(percentile(values, 0.99), 3)
            for name, values in walls.items()
        }
    return figures


def main() -> None:
    """Measure all of them and write the result."""
    cv2.setNumThreads(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.cube"
        path.write_text(cube_text(33, lambda r, g, b: (r**0.9, g, b**1.1)))
        cases = _cases(str(path))
        files = FilterFiles()
        layers = tuple(
            Layer(f"l{place}", "L", "s", filters=one) for place, one in enumerate(cases.values())
        )
        files.follow(Show("S", (Scene("s", "S", layers),), "s"))
        files.refresh()
        write_result(
            "picture_filters",
            "compose, a 1080p camera or still with filters on a 720p canvas",
            f"each filter <= {_BAR_MS} ms a picture; a still costs what it costs without",
            _measure(cases, files),
        )


if __name__ == "__main__":
    main()
