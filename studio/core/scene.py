"""The show as immutable data: sources, scenes made of layers, and the mixer's strips.

Geometry is in fractions of the canvas, so that a show made at 720p is the same at
1080p; a layer lies where its box says, turned about the box's centre.
"""

import enum
from typing import Annotated

import msgspec

from studio.core.monitoring import Monitor
from studio.core.picture_filters import PictureFilters
from studio.core.sound_filters import Filters
from studio.core.sources import AnySourceSettings, Fraction, ShortText
from studio.core.talking import Talk

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}\Z")]
Place = Annotated[float, msgspec.Meta(ge=-8.0, le=8.0)]
Extent = Annotated[float, msgspec.Meta(gt=0.0, le=16.0)]


class Fit(enum.Enum):
    """How a picture fills its layer's box."""

    CONTAIN = "contain"
    COVER = "cover"
    STRETCH = "stretch"


class TransitionKind(enum.Enum):
    """How one scene becomes the next; the media file of a stinger runs over the change."""

    CUT = "cut"
    FADE = "fade"
    COLOUR = "colour"
    SLIDE = "slide"
    PUSH = "push"
    WIPE = "wipe"
    LUMA = "luma"
    STINGER = "stinger"


class Direction(enum.Enum):
    """Where the next scene moves to as it comes."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything that is saved in a show file."""


class Canvas(_Part, frozen=True):
    """Size and rate of the programme picture; width and height are even."""

    width_px: Annotated[int, msgspec.Meta(ge=128, le=3840, multiple_of=2)] = 1280
    height_px: Annotated[int, msgspec.Meta(ge=128, le=3840, multiple_of=2)] = 720
    rate_hz: Annotated[int, msgspec.Meta(ge=1, le=60)] = 30


class Box(_Part, frozen=True):
    """Left, top, width and height in fractions of the canvas; may reach outside it."""

    x: Place = 0.0
    y: Place = 0.0
    width: Extent = 1.0
    height: Extent = 1.0


class Crop(_Part, frozen=True):
    """What is cut from each side of the source, in fractions of the source."""

    left: Fraction = 0.0
    top: Fraction = 0.0
    right: Fraction = 0.0
    bottom: Fraction = 0.0


class Placement(_Part, frozen=True):
    """How a layer lies on the second canvas; what is hidden on the first is hidden there too."""

    box: Box = Box()
    crop: Crop = Crop()
    rotation_deg: Annotated[float, msgspec.Meta(ge=-360, le=360)] = 0.0
    fit: Fit = Fit.CONTAIN
    is_visible: bool = True


class Layer(_Part, frozen=True):
    """One source as it appears in one scene. Empty ``group_id``: in no group.

    Its picture is cropped, then goes through the filters in their order. ``second``: where a
    person put it on the second canvas; None: where it finds its place by itself.
    """

    id: Id
    name: ShortText
    source_id: Id
    box: Box = Box()
    crop: Crop = Crop()
    rotation_deg: Annotated[float, msgspec.Meta(ge=-360, le=360)] = 0.0
    opacity: Fraction = 1.0
    fit: Fit = Fit.CONTAIN
    is_visible: bool = True
    is_locked: bool = False
    group_id: Annotated[str, msgspec.Meta(max_length=64)] = ""
    filters: PictureFilters = ()
    second: Placement | None = None


class Group(_Part, frozen=True):
    """Layers that are shown, hidden and locked together."""

    id: Id
    name: ShortText
    is_visible: bool = True
    is_locked: bool = False


class Transition(_Part, frozen=True):
    """How scenes change. What a kind does not need is kept for the day it is chosen again.

    ``path``: a luma wipe's picture, or a stinger's file. ``cut_ms``: when a stinger hides the
    change; it lasts as long as its file. ``softness``: of a wipe's edge, a share of the picture.
    """

    kind: TransitionKind = TransitionKind.FADE
    duration_ms: Annotated[int, msgspec.Meta(ge=0, le=5000)] = 300
    direction: Direction = Direction.LEFT
    colour: Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")] = "#000000"
    softness: Fraction = 0.1
    path: Annotated[str, msgspec.Meta(max_length=4096)] = ""
    cut_ms: Annotated[int, msgspec.Meta(ge=0, le=20_000)] = 500


class Scene(_Part, frozen=True):
    """A picture made of layers; the first layer lies at the bottom.

    ``transition``: how the programme comes to this scene; None: as the show says.
    """

    id: Id
    name: ShortText
    layers: tuple[Layer, ...] = ()
    groups: tuple[Group, ...] = ()
    background: Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-fA-F]{6}\Z")] = "#000000"
    transition: Transition | None = None


class Source(_Part, frozen=True):
    """Something that gives pictures or sound; scenes share it."""

    id: Id
    name: ShortText
    settings: AnySourceSettings


class Strip(_Part, frozen=True):
    """One source in the mixer; its sound goes through the filters in their order, then the gain."""

    source_id: Id
    gain_db: Annotated[float, msgspec.Meta(ge=-60, le=24)] = 0.0
    is_muted: bool = False
    is_solo: bool = False
    delay_ms: Annotated[int, msgspec.Meta(ge=0, le=2000)] = 0
    filters: Filters = ()
    monitor: Monitor = Monitor.OFF
    talk: Talk = Talk.OFF


class Show(_Part, frozen=True):
    """Everything that a streamer composes; saved as one versioned file.

    ``preview_scene_id``: what is prepared beside the programme; empty: nothing is, and a scene
    goes on air when it is chosen. ``is_swapping``: the scene that leaves is prepared next.
    ``second_canvas``: the same scenes in another shape at the same time; None: there is none.
    """

    name: ShortText
    scenes: tuple[Scene, ...]
    current_scene_id: Id
    sources: tuple[Source, ...] = ()
    strips: tuple[Strip, ...] = ()
    canvas: Canvas = Canvas()
    transition: Transition = Transition()
    preview_scene_id: Annotated[str, msgspec.Meta(max_length=64)] = ""
    is_swapping: bool = True
    second_canvas: Canvas | None = None

    def scene(self, scene_id: str) -> Scene | None:
        """The scene of that id, if there is one."""
        return next((scene for scene in self.scenes if scene.id == scene_id), None)

    def source(self, source_id: str) -> Source | None:
        """The source of that id, if there is one."""
        return next((source for source in self.sources if source.id == source_id), None)

    @property
    def current_scene(self) -> Scene:
        """The scene on air."""
        scene = self.scene(self.current_scene_id)
        if scene is None:
            raise ValueError(f"show {self.name!r} has no scene {self.current_scene_id!r}")
        return scene

    @property
    def edited_scene(self) -> Scene:
        """The scene that a person works on: the prepared one, else the one on air."""
        return self.scene(self.preview_scene_id) or self.current_scene

    def transition_to(self, scene_id: str) -> Transition:
        """How the programme comes to that scene when nothing else is said."""
        scene = self.scene(scene_id)
        return scene.transition if scene and scene.transition is not None else self.transition
