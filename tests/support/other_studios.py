"""Files of other studios, made by hand for the tests, and small ones made on the spot."""

import json
from typing import Any

from studio.core.imports.draft import DraftItem, DraftScene, DraftShow, DraftSource
from studio.core.imports.placing import Size, Transform
from tests.support.sources import ROOT

FIXTURES = ROOT / "tests" / "fixtures"
CANVAS = Size(1920.0, 1080.0)
RED = DraftSource("Red", "color_source_v3", {"color": 0xFF0000FF, "width": 200, "height": 100})
VOICE = DraftSource("Voice", "pulse_input_capture", {})


def fixture(name: str) -> bytes:
    """The bytes of a file under tests/fixtures."""
    return (FIXTURES / name).read_bytes()


def obs_scene(name: str, *items: dict[str, Any]) -> dict[str, Any]:
    """A scene as OBS writes it."""
    return {"id": "scene", "name": name, "settings": {"items": list(items)}}


def collection(*sources: Any, **more: Any) -> bytes:
    """A collection of OBS."""
    return json.dumps({"name": "Made", "sources": list(sources), **more}).encode()


def item(key: str, **more: Any) -> DraftItem:
    """An item named like its source."""
    return DraftItem(key, key, more.pop("transform", Transform()), **more)


def draft_of(scenes: dict[str, DraftScene], **more: Any) -> DraftShow:
    """A draft with the sources "red" and "voice"."""
    keys = tuple(key for key, scene in scenes.items() if not scene.is_group)
    sources = more.pop("sources", {"red": RED, "voice": VOICE})
    return DraftShow("Made", CANVAS, keys, more.pop("current", keys[0]), scenes, sources, **more)
