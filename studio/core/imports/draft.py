"""A show of another studio as it was read, before it becomes one of ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from studio.core.imports.placing import Size, Transform
from studio.core.imports.reading import Table
from studio.core.scene import Transition

SizeOf = Callable[[str], Size | None]


def unknown_size(_path: str) -> Size | None:
    """What is known of a picture file that nobody looks at."""
    return None


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A source, scene or group as it lies in a scene. ``folder_key``: the folder it is in."""

    name: str
    source_key: str
    transform: Transform
    is_visible: bool = True
    is_locked: bool = False
    folder_key: str = ""


@dataclass(frozen=True, slots=True)
class DraftScene:
    """A scene or group, lowest item first. ``folders``: their names by key."""

    name: str
    items: tuple[DraftItem, ...]
    size: Size
    is_group: bool = False
    folders: Mapping[str, str] = field(default_factory=dict)
    transition: Transition | None = None


@dataclass(frozen=True, slots=True)
class DraftFilter:
    """A filter of a source; ``kind`` and ``settings`` as its own studio knows them."""

    name: str
    kind: str = ""
    settings: Table = field(default_factory=dict)
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A source with the settings that its own studio knows."""

    name: str
    kind: str
    settings: Table
    volume: float = 1.0
    is_muted: bool = False
    delay_ms: float = 0.0
    filters: tuple[DraftFilter, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftShow:
    """All of it. ``scene_keys``: the scenes in their order; ``scenes`` holds groups too.

    ``size_of`` looks how large a picture file is.
    """

    name: str
    canvas: Size
    scene_keys: tuple[str, ...]
    current_key: str
    scenes: Mapping[str, DraftScene]
    sources: Mapping[str, DraftSource]
    heard_keys: tuple[str, ...] = ()
    transition: Transition = field(default_factory=Transition)
    size_of: SizeOf = unknown_size
