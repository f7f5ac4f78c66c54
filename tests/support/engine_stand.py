"""A whole engine in this process, with a small picture, and what it told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from studio.core.messages.events import Event
from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.core.scene import Box, Canvas, Layer, Scene, Show, Source, Strip
from studio.core.settings import RecordingSettings, Settings, VideoSettings, WebSettings
from studio.core.sources import ColourSettings, PatternSettings, PatternStyle, ToneSettings
from studio.engine.engine import Engine, EngineFolders
from studio.engine.requests import RequestHandler
from studio.engine.show_file import save_show


def tiny_show() -> Show:
    """Something that moves, a colour over it, and a tone, on 320 × 180."""
    return Show(
        "Tiny",
        scenes=(
            Scene(
                "one",
                "One",
                layers=(
                    Layer("pattern", "Pattern", "pattern"),
                    Layer("patch", "Patch", "patch", box=Box(0.0, 0.5, 0.5, 0.5)),
                ),
            ),
            Scene("two", "Two", layers=(Layer("patch", "Patch", "patch"),)),
        ),
        current_scene_id="one",
        sources=(
            Source("pattern", "Pattern", PatternSettings(PatternStyle.MOVING, 320, 180)),
            Source("patch", "Patch", ColourSettings("#a03020")),
            Source("tone", "Tone", ToneSettings(1000)),
        ),
        strips=(Strip("tone"),),
        canvas=Canvas(320, 180),
    )


class EngineStand:
    """``ask`` goes the way of the link's requests."""

    def __init__(self, place: Path, settings: Settings | None = None) -> None:
        self.events: list[Event] = []
        self.data = place / "data"
        runtime = place / "run"
        for folder in (self.data, runtime):
            folder.mkdir(exist_ok=True)
        fast = VideoSettings(bitrate_bps=400_000, encoder="libx264", preset="ultrafast")
        settings = settings or Settings(video=fast, web=WebSettings(max_viewers=2))
        recording = RecordingSettings(folder=str(place / "videos"), stop_free_bytes=50_000_000)
        settings = msgspec.structs.replace(settings, recording=recording)
        self.engine = Engine(
            EngineFolders(self.data, runtime), settings, self.events.append, is_loopback_only=True
        )
        self.handler = RequestHandler(self.engine)

    def ask(self, request: Request) -> Result:
        """The engine's answer; raises StudioError."""
        return self.handler.handle(request)


@contextmanager
def running_engine(place: Path, settings: Settings | None = None) -> Iterator[EngineStand]:
    """An engine with the tiny show, started and ended."""
    (place / "data").mkdir()
    save_show(place / "data" / "show.json", tiny_show())
    stand = EngineStand(place, settings)
    stand.engine.start()
    try:
        yield stand
    finally:
        stand.engine.close()
