"""What the preview costs: the compositor with and without it, and the window that shows it."""

import argparse
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import psutil

from benchmarks.report import spread, write_result
from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Canvas, Fit, Layer, Scene
from studio.engine.compose.loop import ComposeLoop
from studio.engine.compose.mix import SceneMix
from studio.engine.media import ComposedFrame, MediaClock, Picture
from studio.engine.programme import preview_size
from tests.support.display import PrivateDisplay

_CANVAS = Canvas(1280, 720)
_SHOWN_PX = 800  # wide, as in a window of 1440 × 900; the studio makes the preview as it is shown
_SCENE = Scene("s", "S", layers=(Layer("cam", "Camera", "cam", fit=Fit.COVER),))
_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from studio.core.status import PreviewInfo
from studio.ui.stage.viewport import MARGIN_PX
from studio.ui.theme import chosen_theme
from studio.ui.widgets.preview import PreviewView
application = QApplication(sys.argv)
view = PreviewView(chosen_theme("dark"), lambda: "")
view.resize(int(sys.argv[4]) + 2 * int(MARGIN_PX), int(sys.argv[5]) + 2 * int(MARGIN_PX))
view.show()
if sys.argv[1] != "-":
    view.open(PreviewInfo(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
application.exec()
"""


def _moving_camera() -> Callable[[str], Picture]:
    rng = np.random.default_rng(1)
    planes = [rng.integers(16, 235, (1080, 1280), dtype=np.uint8) for _ in range(2)]
    frames = [av.VideoFrame.from_ndarray(one, format="yuv420p") for one in planes]
    serial = 0

    def picture(_name: str) -> Picture:
        nonlocal serial
        serial += 1
        return Picture(0, serial, frame=frames[serial % 2])

    return picture


def _let_go(_frame: ComposedFrame) -> None:
    return None


def _compositor_percent(preview: PreviewWriter | None, seconds: float) -> float:
    """Per cent of a core that this process uses while it composes."""
    loop = ComposeLoop(
        MediaClock(), _CANVAS, lambda: SceneMix(_SCENE), _moving_camera(), _let_go, preview
    )
    loop.start()
    try:
        before, began = time.process_time(), time.monotonic()
        threading.Event().wait(seconds)
        return 100 * (time.process_time() - before) / (time.monotonic() - began)
    finally:
        loop.stop()


def _window_percent(
    display: PrivateDisplay, preview: PreviewWriter | None, seconds: float
) -> float:
    size = [str(pixels) for pixels in preview_size(_CANVAS, _SHOWN_PX)]
    place = ["-", "0", "0"]
    if preview is not None:
        place = [str(preview.path), str(preview.width_px), str(preview.height_px)]
    command = [sys.executable, "-c", _WINDOW, *place, *size]
    loop = ComposeLoop(
        MediaClock(), _CANVAS, lambda: SceneMix(_SCENE), _moving_camera(), _let_go, preview
    )
    loop.start()
    with subprocess.Popen(command, env=display.environment()) as window:
        try:
            time.sleep(3.0)
            process = psutil.Process(window.pid)
            before, began = sum(process.cpu_times()[:2]), time.monotonic()
            time.sleep(seconds)
            return 100 * (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - began)
        finally:
            window.kill()
            loop.stop()


def main() -> None:
    """With and without, by turns."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=5.0)
    chosen = options.parse_args()
    engine: list[float] = []
    window: list[float] = []
    with tempfile.TemporaryDirectory(dir="/dev/shm") as place, PrivateDisplay() as display:
        preview = PreviewWriter(Path(place) / "preview.ring", *preview_size(_CANVAS, _SHOWN_PX))
        for _ in range(chosen.rounds):
            engine.append(
                _compositor_percent(preview, chosen.seconds)
                - _compositor_percent(None, chosen.seconds)
            )
            window.append(
                _window_percent(display, preview, chosen.seconds)
                - _window_percent(display, None, chosen.seconds)
            )
        preview.close()
    write_result(
        "preview",
        "the preview's share of a core, engine and window, every picture new at 30 a second",
        "both together <= 8 %, reach for 5 %",
        {
            "both_percent_of_a_core": round(
                statistics.median(engine) + statistics.median(window), 2
            ),
            "engine": spread(engine),
            "window": spread(window),
        },
    )


if __name__ == "__main__":
    main()
