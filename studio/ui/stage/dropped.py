"""What falls on the stage becomes layers: pictures, films, sounds, words; the rest is refused."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData

from studio.core.edits import AddLayers, AddSource
from studio.core.ids import new_id
from studio.core.scene import Box, Canvas, Layer, Scene, Source
from studio.core.sources import AnySourceSettings, ImageSettings, MediaSettings, TextSettings
from studio.ui.words import tr

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
FILMS = frozenset({".mp4", ".mov", ".mkv", ".webm", ".m4v", ".avi", ".ts", ".flv"})
SOUNDS = frozenset({".mp3", ".wav", ".ogg", ".flac", ".m4a", ".opus", ".aac"})
WORDS = frozenset({".txt", ".md"})
_MOST_CHARACTERS = 5000
_SHARE = 0.5


class Fallen(msgspec.Struct, frozen=True):
    """One thing that fell: its name, what it will be, and its size in pixels (0 × 0: unknown)."""

    name: str
    settings: AnySourceSettings
    size_px: tuple[int, int] = (0, 0)


def kind_of_file(path: Path) -> str:
    """What a file would be: "image", "media", "sound", "text"; empty for what we cannot show."""
    suffix = path.suffix.lower()
    for kind, suffixes in (
        ("image", PICTURES),
        ("media", FILMS),
        ("sound", SOUNDS),
        ("text", WORDS),
    ):
        if suffix in suffixes:
            return kind
    return ""


def fallen_of(data: QMimeData) -> tuple[list[Fallen], list[str]]:
    """What fell, and a sentence for each part of it that is refused."""
    found: list[Fallen] = []
    refused: list[str] = []
    if data.hasUrls():
        for url in data.urls():
            if not url.isLocalFile():
                refused.append(tr("drop_not_a_file", name=url.toDisplayString()[:80]))
                continue
            one = _of_file(Path(url.toLocalFile()))
            if isinstance(one, str):
                refused.append(one)
            else:
                found.append(one)
    elif data.hasText() and data.text().strip():
        words = data.text().strip()[:_MOST_CHARACTERS]
        found.append(Fallen(_first_words(words), TextSettings(words)))
    return found, refused


def edits_of(
    scene: Scene, canvas: Canvas, fallen: list[Fallen], at: tuple[float, float] | None
) -> list[AddLayers | AddSource]:
    """One edit for all layers and one for each sound. ``at``: where, in pixels of the canvas."""
    layers: list[Layer] = []
    sources: list[Source] = []
    sounds: list[AddLayers | AddSource] = []
    for number, one in enumerate(fallen):
        source = Source(new_id("source"), one.name[:200], one.settings)
        is_sound = isinstance(one.settings, MediaSettings) and (
            kind_of_file(Path(one.settings.path)) == "sound"
        )
        if is_sound:
            sounds.append(AddSource(source))
            continue
        sources.append(source)
        box = _box_of(one, canvas, at, number)
        layers.append(Layer(new_id("layer"), source.name, source.id, box=box))
    if not layers:
        return sounds
    return [AddLayers(scene.id, tuple(layers), tuple(sources)), *sounds]


def _of_file(path: Path) -> Fallen | str:
    from PySide6.QtGui import QImageReader

    if not path.is_file():
        return tr("drop_no_file", name=path.name)
    kind = kind_of_file(path)
    if kind == "image":
        reader = QImageReader(str(path))
        reader.setDecideFormatFromContent(True)
        size = reader.size()
        if not reader.canRead():
            return tr("drop_broken_picture", name=path.name)
        return Fallen(path.stem, ImageSettings(str(path)), (size.width(), size.height()))
    if kind in ("media", "sound"):
        return Fallen(path.stem, MediaSettings(str(path), is_looped=kind == "media"))
    if kind == "text":
        try:
            words = path.read_bytes()[: 4 * _MOST_CHARACTERS].decode("utf-8", "replace").strip()
        except OSError:
            return tr("drop_no_file", name=path.name)
        if words:
            return Fallen(path.stem, TextSettings(words[:_MOST_CHARACTERS]))
        return tr("drop_empty", name=path.name)
    return tr("drop_unknown", name=path.name)


def _box_of(one: Fallen, canvas: Canvas, at: tuple[float, float] | None, number: int) -> Box:
    """A film fills the canvas; the rest is half as large at most, about where it fell."""
    if isinstance(one.settings, MediaSettings):
        return Box()
    width, height = one.size_px
    if width <= 0 or height <= 0:
        width, height = round(canvas.width_px * 0.6), round(canvas.height_px * 0.16)
    scale = min(1.0, canvas.width_px * _SHARE / width, canvas.height_px * _SHARE / height)
    wide, tall = width * scale / canvas.width_px, height * scale / canvas.height_px
    x, y = at if at is not None else (canvas.width_px / 2, canvas.height_px / 2)
    aside = 0.03 * number
    middle_x = min(1.0, max(0.0, x / canvas.width_px)) + aside
    middle_y = min(1.0, max(0.0, y / canvas.height_px)) + aside
    return Box(
        round(middle_x - wide / 2, 6), round(middle_y - tall / 2, 6), round(wide, 6), round(tall, 6)
    )


def _first_words(words: str) -> str:
    return words.splitlines()[0][:40]
