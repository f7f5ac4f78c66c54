"""Dragging a layer at 1080p: how soon the preview shows it where the pointer is."""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.desk import make_camera_film
from benchmarks.report import percentile, spread, write_result
from studio.core.scene import Box, Canvas, Fit, Layer, Scene, Show, Source, Strip
from studio.core.settings import Settings
from studio.core.settings_file import save_settings
from studio.core.sources import ColourSettings, MediaSettings, TextSettings
from studio.engine.show_file import save_show
from tests.support.display import PrivateDisplay
from tests.support.studio import RunningStudio

_CANVAS = Canvas(1920, 1080, 30)
_WIDTH, _HEIGHT = 0.2, 0.2
_BOX = Box(0.1, 0.1, _WIDTH, _HEIGHT)
_STEP = 0.04
_PATIENCE_S = 2.0
_FLOOD_S = 4.0
_FLOOD_HZ = 125


def _show(film: Path) -> Show:
    """A film over the whole canvas, words, and the red card that is dragged."""
    sources = (
        Source("film", "Film", MediaSettings(str(film))),
        Source("words", "Words", TextSettings("Shown while it is dragged", size_px=40)),
        Source("card", "Card", ColourSettings("#ff0000")),
    )
    layers = (
        Layer("film", "Film", "film", fit=Fit.COVER, is_locked=True, opacity=0.5),
        Layer("words", "Words", "words", box=Box(0.05, 0.85, 0.5, 0.1)),
        Layer("card", "Card", "card", box=_BOX, fit=Fit.STRETCH),
    )
    scene = Scene("drag", "Drag", layers=layers)
    return Show("Drag", (scene,), "drag", sources, (Strip("film", is_muted=True),), _CANVAS)


def _eye(view: Any) -> Any:
    """Notices which picture a view painted last; Qt is imported in the window's process only."""
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        painted = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                self.painted = view.image.cacheKey()
            return False

    eye = Eye(view)
    view.installEventFilter(eye)
    return eye


class _Hand:
    """Lives in the window's process: moves the pointer and looks at what was painted."""

    def __init__(self, data_dir: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from studio.processes.window import HubConnection, build_shell
        from studio.ui.bridge import Bridge

        self.application = QApplication(sys.argv[:1])
        bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state))
        bridge.start()
        self._shell = build_shell(self.application, bridge, data_dir)
        self.window = self._shell.window
        self.window.resize(1440, 900)
        self.window.show()
        self.bridge = bridge
        self.view = self.window.preview
        self._eye = _eye(self.view)
        self.stream = self.window.stage.stage.stream

    def wait(self, is_done: Callable[[], bool], patience_s: float = 20.0) -> float:
        """Seconds until it is so; raises TimeoutError."""
        began = time.perf_counter()
        while not is_done():
            self.application.processEvents()
            if time.perf_counter() - began > patience_s:
                raise TimeoutError("the window does not get there")
            time.sleep(0.0005)
        return time.perf_counter() - began

    def pause(self, seconds: float) -> None:
        """Let the window live."""
        until = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() >= until, seconds + 10)

    def is_red(self, x: float, y: float) -> bool:
        """Whether the picture that was painted last is red there (fractions of the canvas)."""
        image = self.view.image
        if image.isNull() or self._eye.painted != image.cacheKey():
            return False
        colour = image.pixelColor(round(x * image.width()), round(y * image.height()))
        return colour.red() > 160 and colour.green() < 90

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a fraction of the canvas lies in the view."""
        return self.view.viewport.to_widget(x * _CANVAS.width_px, y * _CANVAS.height_px)

    def send(self, kind: str, x: float, y: float) -> None:
        """One event of the mouse, as the window system would deliver it."""
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        kinds = {
            "press": QEvent.Type.MouseButtonPress,
            "move": QEvent.Type.MouseMove,
            "release": QEvent.Type.MouseButtonRelease,
        }
        at = QPointF(*self.point(x, y))
        left, free = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
        held = Qt.MouseButton.NoButton if kind == "release" else left
        button = Qt.MouseButton.NoButton if kind == "move" else left
        modifiers = Qt.KeyboardModifier.NoModifier if kind == "press" else free
        event = QMouseEvent(kinds[kind], at, self.view.mapToGlobal(at), button, held, modifiers)
        self.application.sendEvent(self.view, event)


def _steps(hand: _Hand, count: int) -> list[float]:
    """Milliseconds for each step of a slow drag, right and left again."""
    chance = random.Random(1)
    x, y = _BOX.x + _WIDTH / 2, _BOX.y + _HEIGHT / 2
    hand.send("press", x, y)
    taken: list[float] = []
    direction = 1
    for _ in range(count):
        if not 0.2 < x + direction * _STEP < 0.8:
            direction = -direction
        hand.pause(chance.uniform(0.05, 0.12))  # at any moment between two pictures
        x += direction * _STEP
        edge = x + direction * (_WIDTH / 2 - _STEP / 2)
        if hand.is_red(edge, y):
            raise RuntimeError("the layer is there already: nothing would be measured")
        hand.send("move", x, y)
        taken.append(1000 * hand.wait(lambda edge=edge: hand.is_red(edge, y), _PATIENCE_S))  # type: ignore[misc]
    hand.send("release", x, y)
    return taken


def _flood(hand: _Hand) -> dict[str, float]:
    """A fast drag: 125 moves a second; what was overtaken, and how late the last one is shown."""
    box = hand.view.hands.layers()[-1].box
    x, y = box.x + _WIDTH / 2, box.y + _HEIGHT / 2
    before = hand.stream.overtaken
    hand.send("press", x, y)
    moves = round(_FLOOD_S * _FLOOD_HZ)
    for number in range(moves):
        hand.pause(1 / _FLOOD_HZ)
        x = 0.3 + 0.4 * abs((number / 60) % 2 - 1)
        hand.send("move", x, y)
    hand.send("move", 0.25, y)
    last_ms = 1000 * hand.wait(lambda: hand.is_red(0.25 - _WIDTH / 2 + 0.01, y), _PATIENCE_S)
    hand.send("release", 0.25, y)
    return {
        "moves": moves,
        "overtaken": hand.stream.overtaken - before,
        "last_shown_ms": round(last_ms, 1),
    }


def _child(data_dir: Path, count: int) -> None:
    hand = _Hand(data_dir)
    hand.wait(lambda: hand.is_red(_BOX.x + 0.1, _BOX.y + 0.1))
    hand.pause(2.0)
    taken = _steps(hand, count)
    hand.pause(1.0)
    print(json.dumps({"steps_ms": taken, "flood": _flood(hand)}), flush=True)
    hand.bridge.stop()
    os._exit(0)  # the figures are told; nothing is left that Qt would have to take apart


def main() -> None:
    """A studio, a real window on a private display, and a hand in it."""
    options = argparse.ArgumentParser()
    options.add_argument("--steps", type=int, default=150)
    options.add_argument("--window", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.window is not None:
        _child(chosen.window, chosen.steps)
        return
    with tempfile.TemporaryDirectory() as place, PrivateDisplay() as display:
        data_dir, film = Path(place) / "data", Path(place) / "camera.mp4"
        data_dir.mkdir()
        make_camera_film(film)
        save_show(data_dir / "show.json", _show(film))
        save_settings(data_dir / "settings.json", Settings())
        with RunningStudio(data_dir, environment=display.environment()) as studio:
            before = studio.skipped()
            command = [sys.executable, "-m", "benchmarks.drag", "--window", str(data_dir)]
            command += ["--steps", str(chosen.steps)]
            done = subprocess.run(
                command, env=display.environment(), capture_output=True, text=True, timeout=170
            )
            if done.returncode:
                raise RuntimeError(f"the window ended with {done.returncode}: {done.stderr}")
            skipped = studio.skipped() - before
    told = json.loads(done.stdout.strip().splitlines()[-1])
    steps = told["steps_ms"]
    write_result(
        "drag",
        "drag of a layer at 1080p: from the pointer's move until the preview shows it there",
        "p95 <= 50 ms, 0 programme pictures skipped",
        {
            "p95_ms": round(percentile(steps, 0.95), 1),
            "steps_ms": spread(steps),
            "fast_drag": told["flood"],
            "programme_skipped": skipped,
        },
    )


if __name__ == "__main__":
    main()
