from typing import Any

import pytest

from studio.core.imports.source_settings import carry
from studio.core.sources import ColourSettings, ImageSettings, MediaSettings, TextSettings
from tests.support.other_studios import CANVAS


@pytest.mark.parametrize(
    ("kind", "size"), [("color_source", (400, 400)), ("color_source_v3", (1920, 1080))]
)
def test_a_colour_is_as_large_as_its_version_says(kind: str, size: tuple[int, int]) -> None:
    found = carry(kind, {"color": 0xFF00FF00}, CANVAS)
    assert found.settings == ColourSettings("#00ff00")
    assert (found.size.width_px, found.size.height_px) == size
    assert found.size.is_known


def test_files_keep_their_paths() -> None:
    assert carry("image_source", {"file": "/a/b.png"}, CANVAS).settings == ImageSettings("/a/b.png")
    film = carry("ffmpeg_source", {"local_file": "C:\\x.mp4", "speed_percent": 50}, CANVAS)
    assert film.settings == MediaSettings("C:\\x.mp4", is_looped=False)
    assert film.losses == ("the film played at 50 % there and plays at 100 % here",)
    assert len(carry("image_source", {"file": "C:\\a.GIF"}, CANVAS).losses) == 1


def test_words_are_read() -> None:
    found = carry("text_gdiplus_v2", {"text": "Hello"}, CANVAS)
    assert isinstance(found.settings, TextSettings)


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("browser_source", {}, "a web page"),
        ("slideshow_v2", {}, "a slide show"),
        ("game_capture", {}, "a game capture"),
        ("somebodys_plugin", {}, "'somebodys_plugin'"),
        ("image_source", {}, "names no file"),
        ("image_source", {"file": "/a/b.SVG"}, "SVG"),
        ("ffmpeg_source", {}, "names no file"),
        ("ffmpeg_source", {"is_local_file": False, "input": "rtsp://cam"}, "rtsp://cam"),
        ("screen_capture", {"type": 2}, "one game or program"),
    ],
)
def test_what_is_not_carried_says_why(kind: str, settings: dict[str, Any], words: str) -> None:
    found = carry(kind, settings, CANVAS)
    assert found.settings is None
    assert words in found.losses[0]
