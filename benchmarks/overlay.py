"""What a pinned card over the picture costs the compositor: the card, none, and a card that fades.

A 1080p screen that stands still, and one of which every picture is another one; with and without a
card they take turns, so that a noisy machine troubles all of them alike. CPU time of one thread.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import av
import cv2
import numpy as np

from benchmarks.report import spread, write_result
from studio.core.overlay import MessageCard
from studio.core.scene import Canvas, Fit, Layer, Scene
from studio.core.settings import OverlaySettings
from studio.engine.compose.colour import premultiplied_yuv
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.media import Picture
from studio.engine.overlay.cards import draw_card
from studio.engine.overlay.look import look_of
from studio.engine.overlay.placing import placed
from studio.engine.overlay.view import faded

_ROUNDS = 9
_TICKS = 60
_SIZES = ((1280, 720), (1920, 1080))
_MOST_STILL_MS = 0.05
_MOST_MOVING_RATIO = 1.1
_SCENE = Scene("bench", "Bench", layers=(Layer("screen", "Screen", "screen", fit=Fit.COVER),))
_CARD = MessageCard("pin", "还有红色的吗？🎉 Is there a red one left, and how much is it?", "小明")


def _screens() -> list[av.VideoFrame]:
    rng = np.random.default_rng(1)
    rasters = [rng.integers(0, 255, (1080, 1920, 4), dtype=np.uint8) for _ in range(2)]
    return [av.VideoFrame.from_numpy_buffer(raster, format="bgra") for raster in rasters]


def _patch(canvas: Canvas) -> Patch:
    settings = OverlaySettings()
    raster = draw_card(_CARD, look_of(canvas, settings, "zh"))
    rect = placed([(raster.shape[1], raster.shape[0])], canvas, settings.place)[0]
    if rect is None:
        raise ValueError("the card has no room")
    planes, inverse = premultiplied_yuv(raster)
    return Patch(rect, planes, inverse)


def _mixes(canvas: Canvas) -> dict[str, Callable[[int], SceneMix]]:
    mix, patch = SceneMix(_SCENE), _patch(canvas)
    with_card = replace(mix, cards=(patch,))
    return {
        "none": lambda _tick: mix,
        "card": lambda _tick: with_card,
        "fading": lambda tick: replace(mix, cards=(faded(patch, (tick % 10 + 0.5) / 10),)),
    }


def _measure(size: tuple[int, int]) -> dict[str, object]:
    canvas, screens = Canvas(*size), _screens()
    mixes = _mixes(canvas)
    figures: dict[str, object] = {}
    for ground in ("still", "moving"):
        compositors = {kind: Compositor(canvas) for kind in mixes}
        costs: dict[str, list[float]] = {kind: [] for kind in mixes}
        for _ in range(_ROUNDS):
            for kind, mix_at in mixes.items():
                began = time.process_time()
                for tick in range(_TICKS):
                    number = tick if ground == "moving" else 0
                    picture = Picture(0, number + 1, frame=screens[number % 2])
                    compositors[kind].compose(mix_at(tick), {"screen": picture}.get)
                costs[kind].append((time.process_time() - began) / _TICKS * 1000)
        figures |= {f"{ground}_{kind}_cpu_ms": spread(one) for kind, one in costs.items()}
        medians = {kind: statistics.median(one[1:]) for kind, one in costs.items()}
        figures[f"{ground}_card_more_ms"] = round(medians["card"] - medians["none"], 4)
        if ground == "moving":
            figures["moving_card_ratio"] = round(medians["card"] / medians["none"], 3)
    return figures


def main() -> None:
    """Measure both sizes and write the result."""
    cv2.setNumThreads(1)
    write_result(
        "overlay",
        "compose with a pinned card over the picture against none, still and moving",
        f"still: at most {_MOST_STILL_MS} ms more; moving: ratio <= {_MOST_MOVING_RATIO}",
        {f"{width}x{height}": _measure((width, height)) for width, height in _SIZES},
    )


if __name__ == "__main__":
    main()
