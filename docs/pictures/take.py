"""Takes the pictures of this folder anew: real windows on displays of their own, and the page.

    python3 run.py -- python docs/pictures/take.py [NAME ...]

Needs Xvfb, xdotool and ffmpeg, as the tests do. The picture of OBS Studio is not among them: it
was taken of Debian's OBS Studio 29.0.2 with the same film, picture, words and scenes.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from studio.core.start import HubStart
from studio.processes.launch import end_all, start_keeper
from tests.support.display import PrivateDisplay
from tests.support.filled_room import filled_room

HERE = Path(__file__).parent
_UP_S = 9.0
_SETTLED_S = 5.0
_KEY_S = 1.0
_LIVE = ("ctrl+l",)


@dataclass(frozen=True)
class Shot:
    """A window of that size, the keys pressed in it one by one, and its settings."""

    size: tuple[int, int] = (1440, 900)
    keys: tuple[str, ...] = _LIVE
    language: str = "en"
    theme: str = "dark"
    scale: float = 1.0
    is_demo: bool = True
    typed: str = ""
    is_moderator: bool = False


_CHOSEN = ("1", *("k",) * 6)
SHOTS = {
    "window-dark": Shot(),
    "window-light": Shot(theme="light"),
    "window-dark-zh": Shot(language="zh"),
    "window-light-zh": Shot(theme="light", language="zh"),
    "window-small": Shot(size=(1024, 700)),
    "window-small-zh": Shot(size=(1024, 700), theme="light", language="zh"),
    "window-200": Shot(size=(2880, 1800), scale=2.0),
    "window-200-zh": Shot(size=(2880, 1800), scale=2.0, theme="light", language="zh"),
    "preview-mode": Shot(keys=(*_LIVE, "ctrl+shift+p", "ctrl+2")),
    "palette": Shot(keys=("ctrl+k",), typed="rec"),
    "first-run": Shot(keys=(), is_demo=False),
    "moderator-dark": Shot(keys=_CHOSEN, is_moderator=True),
    "moderator-light": Shot(keys=_CHOSEN, theme="light", is_moderator=True),
    "moderator-dark-zh": Shot(keys=_CHOSEN, language="zh", is_moderator=True),
    "moderator-light-zh": Shot(keys=_CHOSEN, theme="light", language="zh", is_moderator=True),
    "moderator-small": Shot(size=(1024, 700), keys=_CHOSEN, is_moderator=True),
}


def take(name: str, shot: Shot) -> None:
    """One picture."""
    with (
        PrivateDisplay(*shot.size) as display,
        tempfile.TemporaryDirectory(prefix="hawker-picture-") as folder,
    ):
        if shot.is_demo:  # with nothing in it, the folder is a newcomer's
            ui = {"language": shot.language, "theme": shot.theme}
            Path(folder, "settings.json").write_text(json.dumps({"ui": ui}))
        environment = {**display.environment(), "QT_SCALE_FACTOR": str(shot.scale)}
        command = [sys.executable, "-m", "studio", "studio", "--data", folder]
        command += ["--demo"] if shot.is_demo else []
        window = subprocess.Popen(command, env=environment)
        try:
            time.sleep(_UP_S)
            find = ["search", "--onlyvisible", "--name", "Hawker"]
            _press(environment, *find, "windowfocus")  # no window manager is there to do it
            for key in shot.keys:
                _press(environment, "key", key)
                time.sleep(_SETTLED_S)
            if shot.typed:
                _press(environment, "type", "--delay", "40", shot.typed)
                time.sleep(1.0)
            _grab(display.name, shot.size, HERE / f"{name}.png")
        finally:
            _end(folder, window)


def take_moderator(name: str, shot: Shot) -> None:
    """One picture of a moderator's window that was paired with a filled room."""
    with (
        PrivateDisplay(*shot.size) as display,
        tempfile.TemporaryDirectory(prefix="hawker-picture-") as folder,
    ):
        studio, there = Path(folder, "studio"), Path(folder, "moderator")
        for made in (studio, there):
            made.mkdir()
        ui = {"language": shot.language, "theme": shot.theme}
        Path(there, "settings.json").write_text(json.dumps({"ui": ui}))
        environment = {
            **display.environment(),
            "QT_SCALE_FACTOR": str(shot.scale),
            "LOGNAME": "Mei",
        }
        start_keeper(HubStart(str(studio), "127.0.0.1:0", is_demo=True, is_loopback_only=True))
        command = [sys.executable, "-m", "studio", "moderate", "--data", str(there), "--pair"]
        try:
            with filled_room(studio) as invitation:
                window = subprocess.Popen([*command, invitation], env=environment)
                time.sleep(_UP_S)
                find = ["search", "--onlyvisible", "--name", "Hawker"]
                _press(environment, *find, "windowfocus")
                for key in shot.keys:
                    _press(environment, "key", key)
                    time.sleep(_KEY_S)
                _press(environment, "mousemove", str(shot.size[0] // 2), str(shot.size[1] - 6))
                time.sleep(_SETTLED_S)
                _grab(display.name, shot.size, HERE / f"{name}.png")
                window.terminate()
                window.wait(10)
        finally:
            end_all(studio)


def _press(environment: dict[str, str], *what: str) -> None:
    subprocess.run(["xdotool", *what], env=environment, check=True)


def _grab(display: str, size: tuple[int, int], path: Path) -> None:
    area = ["-f", "x11grab", "-draw_mouse", "0", "-video_size", f"{size[0]}x{size[1]}"]
    command = ["ffmpeg", "-v", "error", "-y", *area, "-i", display, "-frames:v", "1"]
    subprocess.run([*command, "-compression_level", "100", str(path)], check=True)


def _end(folder: str, window: "subprocess.Popen[bytes]") -> None:
    """The show too, which would go on without its window."""
    window.terminate()
    window.wait(10)
    card = json.loads(Path(folder, "run", "hub.json").read_text())
    os.kill(int(card["keeper_pid"]), signal.SIGTERM)
    os.kill(int(card["pid"]), signal.SIGTERM)
    deadline = time.monotonic() + 20
    while Path(folder, "run", "hub.json").exists() and time.monotonic() < deadline:
        time.sleep(0.1)


def main(names: list[str]) -> int:
    """All of them, or those that are named."""
    for name in names or list(SHOTS):
        (take_moderator if SHOTS[name].is_moderator else take)(name, SHOTS[name])
        sys.stderr.write(f"{name}.png\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
