"""The desk of the whole-programme benchmarks: one show, the same again for ffmpeg, CPU time."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

from studio.core.scene import Box, Fit, Layer, Scene, Show, Source, Strip
from studio.core.settings import Settings, VideoSettings, WebSettings
from studio.core.settings_file import save_settings
from studio.core.sources import (
    CardSettings,
    MediaSettings,
    ScreenSettings,
    TextSettings,
    ToneSettings,
)
from studio.engine.show_file import save_show
from tests.support.display import PrivateDisplay
from tests.support.studio import RunningStudio

BITRATE_BPS = 2_500_000
SCREEN_PX = (1920, 1080)
_BOWL = Path(__file__).parents[1] / "assets" / "demo" / "bowl.png"
_WORDS = "Free shipping over 300   -   Ask for any size in the chat   -   New every Tuesday   -   "


def start_moving_window(display: PrivateDisplay) -> "subprocess.Popen[bytes]":
    """Something that moves on the screen, 30 times a second."""
    command = [sys.executable, "-m", "tests.support.moving_window", "960", "540"]
    return subprocess.Popen(command, env=display.environment())


def make_camera_film(path: Path, noise: int = 0) -> None:
    """A camera stand-in: ten seconds of 360p H.264, to be looped. ``noise`` 0-100 fills bits."""
    picture = f"testsrc2=size=640x360:rate=30:duration=10,noise=alls={noise}:allf=t"
    source = ["-f", "lavfi", "-i", picture]
    encode = ["-c:v", "libx264", "-preset", "medium", "-pix_fmt", "yuv420p", "-g", "60"]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, *encode, str(path)], check=True)


def show_of(film: Path, *, has_screen: bool = True) -> Show:
    """Screen (else the camera fills the canvas), camera, card, ticker and a tone on 720p30."""
    ticker = TextSettings(_WORDS, size_px=34, background="#101418d0", scroll_px_per_s=90)
    card = CardSettings(title="Stoneware bowl", price="¥199", image_path=str(_BOWL))
    sources = [
        Source("cam", "Camera", MediaSettings(str(film))),
        Source("card", "Card", card),
        Source("ticker", "Ticker", ticker),
        Source("tone", "Tone", ToneSettings(440)),
    ]
    layers = [
        Layer("cam", "Camera", "cam", box=Box(0.7, 0.65, 0.28, 0.28)),
        Layer("card", "Card", "card", box=Box(0.04, 0.08, 0.32, 0.26)),
        Layer("ticker", "Ticker", "ticker", box=Box(0.0, 0.935, 1.0, 0.065), fit=Fit.CONTAIN),
    ]
    if not has_screen:
        layers[0] = Layer("cam", "Camera", "cam", fit=Fit.COVER)
    else:
        sources.insert(0, Source("screen", "Screen", ScreenSettings()))
        layers.insert(0, Layer("screen", "Screen", "screen", fit=Fit.COVER))
    return Show(
        name="Bench",
        scenes=(Scene("bench", "Bench", layers=tuple(layers)),),
        current_scene_id="bench",
        sources=tuple(sources),
        strips=(Strip("tone"), Strip("cam", is_muted=True)),
    )


def write_desk(data_dir: Path, show: Show) -> None:
    """A data folder with the show and the settings that every run shares."""
    data_dir.mkdir(parents=True, exist_ok=True)
    save_show(data_dir / "show.json", show)
    video = VideoSettings(bitrate_bps=BITRATE_BPS, encoder="libx264", preset="veryfast")
    save_settings(
        data_dir / "settings.json",
        Settings(video=video, web=WebSettings(max_viewers_per_address=40)),
    )


def ffmpeg_command(display: PrivateDisplay, film: Path) -> list[str]:
    """The same work by one ffmpeg: capture, camera, card, ticker, x264 veryfast, Opus and AAC."""
    width_px, height_px = SCREEN_PX
    words = _WORDS.replace(":", r"\:")
    graph = (
        "[0:v]scale=1280:720:flags=bilinear[base];"
        "[1:v]scale=358:202:flags=bilinear[cam];"
        "[2:v]scale=410:187[card];"
        "[base][cam]overlay=896:468[one];"
        "[one][card]overlay=51:58[two];"
        "[two]drawbox=y=673:h=47:color=black@0.8:t=fill,"
        f"drawtext=text='{words}':fontsize=34:fontcolor=white:y=680:x=w-mod(t*90\\,w+tw),"
        "format=yuv420p[out]"
    )
    return [
        *("ffmpeg", "-v", "error", "-y"),
        *("-f", "x11grab", "-framerate", "30", "-video_size", f"{width_px}x{height_px}"),
        *("-i", display.name),
        *("-re", "-stream_loop", "-1", "-i", str(film)),
        *("-loop", "1", "-framerate", "1", "-i", str(_BOWL)),
        *("-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"),
        *("-filter_complex", graph, "-map", "[out]", "-map", "3:a", "-map", "3:a", "-r", "30"),
        *("-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency"),
        *("-profile:v", "baseline", "-g", "60", "-sc_threshold", "0"),
        *(
            "-b:v",
            str(BITRATE_BPS),
            "-maxrate",
            str(BITRATE_BPS),
            "-bufsize",
            str(BITRATE_BPS // 2),
        ),
        *("-c:a:0", "libopus", "-b:a:0", "128k", "-c:a:1", "aac", "-b:a:1", "160k", "-ac", "2"),
        *("-f", "matroska", "-"),
    ]


def cpu_percent(pids: list[int], seconds: float) -> float:
    """Per cent of one core that these processes used together over so many seconds."""
    processes = [psutil.Process(pid) for pid in pids]
    before, began = _cpu_s(processes), time.monotonic()
    time.sleep(seconds)
    return 100.0 * (_cpu_s(processes) - before) / (time.monotonic() - began)


def pids_of(studio: RunningStudio) -> list[int]:
    """Engine and hub."""
    return [studio.engine().pid, studio.hub().pid]


def _cpu_s(processes: list[psutil.Process]) -> float:
    return sum(times.user + times.system for times in (one.cpu_times() for one in processes))
