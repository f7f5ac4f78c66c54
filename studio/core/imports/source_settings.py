"""The settings of another studio's source in our words, and what of them is lost."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from types import MappingProxyType

from studio.core.imports.device_settings import CAPTURES, Captured
from studio.core.imports.placing import Size
from studio.core.imports.reading import Table, flag, number, whole, words
from studio.core.imports.text_settings import colour_of, read_words
from studio.core.sources import (
    AnySourceSettings,
    ColourSettings,
    ImageSettings,
    MediaSettings,
)

_VERSION = re.compile(r"_v\d+\Z")
_LONGEST_PATH = 4096
_NAMES = MappingProxyType(
    {
        "browser_source": "a web page",
        "slideshow": "a slide show",
        "game_capture": "a game capture",
        "vlc_source": "a VLC playlist",
        "decklink-input": "a DeckLink card",
        "ndi_source": "an NDI source",
        "replay_source": "a replay",
        "wasapi_process_output_capture": "the sound of one program",
        "pipewire_audio_application_capture": "the sound of one program",
        "sck_audio_capture": "the sound of one program",
    }
)


@dataclass(frozen=True, slots=True)
class Carried:
    """Settings of ours, the picture's size, and sentences about what is lost.

    ``settings`` is None when nothing of ours is like it; then ``losses`` says what it was.
    """

    settings: AnySourceSettings | None
    size: Size
    losses: tuple[str, ...] = ()


def carry(kind: str, settings: Table, canvas: Size) -> Carried:
    """What becomes of a source of that kind on a canvas of that size."""
    base = _VERSION.sub("", kind)
    unknown = Size(canvas.width_px, canvas.height_px, is_known=False)
    capture = CAPTURES.get(base)
    if capture is not None:
        captured: Captured = capture(settings)
        size = Size(*captured.size_px) if captured.size_px else unknown
        return Carried(captured.settings, size, captured.losses)
    reader = _READERS.get(base)
    if reader is not None:
        return reader(settings, canvas, kind)
    what = _NAMES.get(base, f"a source of the kind {words(kind, 60)!r}")
    return Carried(None, unknown, (f"{what} is not carried: there is nothing like it here",))


def _colour(settings: Table, canvas: Size, kind: str) -> Carried:
    is_first = kind == "color_source"  # the first version was 400 x 400 unless it said otherwise
    size = Size(
        whole(settings.get("width"), 1, 16384, 400 if is_first else round(canvas.width_px)),
        whole(settings.get("height"), 1, 16384, 400 if is_first else round(canvas.height_px)),
    )
    return Carried(ColourSettings(colour_of(settings.get("color"), 0xFFD1D1D1)), size)


def _image(settings: Table, canvas: Size, _kind: str) -> Carried:
    path = words(settings.get("file"), _LONGEST_PATH)
    unknown = Size(canvas.width_px, canvas.height_px, is_known=False)
    if not path:
        return Carried(None, unknown, ("the picture is not carried: it names no file",))
    ending = _ending(path)
    if ending == ".svg":
        return Carried(None, unknown, ("the picture is not carried: SVG is not read here",))
    losses = ("only the first picture of a GIF is shown here",) if ending == ".gif" else ()
    return Carried(ImageSettings(path), unknown, losses)


def _media(settings: Table, canvas: Size, _kind: str) -> Carried:
    unknown = Size(canvas.width_px, canvas.height_px, is_known=False)
    if not flag(settings.get("is_local_file"), True):
        address = words(settings.get("input"), 120)
        sentence = f"a stream from the network is not carried: {address or 'no address'}"
        return Carried(None, unknown, (sentence,))
    path = words(settings.get("local_file"), _LONGEST_PATH)
    if not path:
        return Carried(None, unknown, ("the film is not carried: it names no file",))
    losses = []
    speed = number(settings.get("speed_percent"), 100)
    if speed != 100:
        losses.append(f"the film played at {speed:g} % there and plays at 100 % here")
    is_looped = flag(settings.get("looping"))
    return Carried(MediaSettings(path, is_looped=is_looped), unknown, tuple(losses))


def _text(settings: Table, canvas: Size, kind: str) -> Carried:
    found, size, losses = read_words(kind, settings, canvas)
    return Carried(found, size, losses)


def _ending(path: str) -> str:
    plain = PureWindowsPath(path) if "\\" in path else PurePosixPath(path)
    return plain.suffix.lower()


_READERS: Mapping[str, Callable[[Table, Size, str], Carried]] = MappingProxyType(
    {
        "color_source": _colour,
        "image_source": _image,
        "ffmpeg_source": _media,
        "text_gdiplus": _text,
        "text_ft2_source": _text,
    }
)
