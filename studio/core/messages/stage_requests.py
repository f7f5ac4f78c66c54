"""Requests about the stage: what is prepared, how it goes on air, small pictures, replays."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.messages.request_base import Request, Right
from studio.core.scene import Id, Transition
from studio.core.sources import Fraction


class SetPreviewMode(Request, frozen=True):
    """Prepare scenes beside the programme, or not; ``is_swapping`` None: as before.

    Turned on, the scene on air is prepared first; turned off, what was prepared stays off air.
    """

    right: ClassVar[Right] = Right.SWITCH_SCENE
    is_on: bool = True
    is_swapping: bool | None = None


class PreviewScene(Request, frozen=True):
    """Prepare this scene beside the programme; refused while the preview is off."""

    right: ClassVar[Right] = Right.SWITCH_SCENE
    scene_id: Id


class TakePreview(Request, frozen=True):
    """Put the prepared scene on air; ``transition`` None: as the scene or the show says."""

    right: ClassVar[Right] = Right.SWITCH_SCENE
    transition: Transition | None = None


class MoveTransition(Request, frozen=True):
    """Change to the prepared scene by hand: 0 is the programme, 1 puts the other on air."""

    right: ClassVar[Right] = Right.SWITCH_SCENE
    progress: Fraction


class SizePreview(Request, frozen=True):
    """Make the preview of the programme as large as it is shown: then nobody scales it again.

    ``long_side_px``: of the picture as it is seen, in pixels of the screen. Large only for a
    projector: it costs the engine time with every picture.
    """

    right: ClassVar[Right] = Right.COMPOSE
    long_side_px: Annotated[int, msgspec.Meta(ge=160, le=3840)]


class WatchPictures(Request, frozen=True):
    """For the next ten seconds a window on this computer shows small pictures; ask again in time.

    Answered by `PictureRings`. ``thumbnail_px``: width of each scene's picture; 0: none.
    ``has_second``: the second canvas too.
    """

    has_preview: bool = False
    thumbnail_px: Annotated[int, msgspec.Meta(ge=0, le=640)] = 0
    has_second: bool = False


class PlayReplay(Request, frozen=True):
    """Put the last moments on air, marked as a replay and without sound; then back by itself.

    They are saved too. ``speed`` 0.5: half as fast as it was.
    """

    right: ClassVar[Right] = Right.SWITCH_SCENE
    seconds: Annotated[float, msgspec.Meta(ge=1, le=120)] = 10.0
    speed: Annotated[float, msgspec.Meta(ge=0.1, le=2)] = 1.0


class ControlReplay(Request, frozen=True):
    """Pause, move or slow the replay on air; what is None stays as it is."""

    right: ClassVar[Right] = Right.SWITCH_SCENE
    is_paused: bool | None = None
    position_s: Annotated[float, msgspec.Meta(ge=0, le=10**6)] | None = None
    speed: Annotated[float, msgspec.Meta(ge=0.1, le=2)] | None = None


class StopReplay(Request, frozen=True):
    """Back to the scene that was on air."""

    right: ClassVar[Right] = Right.SWITCH_SCENE
