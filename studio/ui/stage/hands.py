"""The hand on the stage: what is selected, what is being dragged, and where that lies meanwhile."""

import math
from dataclasses import dataclass, replace
from enum import Enum

import msgspec

from studio.core.scene import Layer
from studio.ui.stage import geometry as geo
from studio.ui.stage import picking
from studio.ui.stage.contents import Contents, pose_of
from studio.ui.stage.drag import Act, Drag, Keys, Pose, Step
from studio.ui.stage.geometry import Frame
from studio.ui.stage.picking import Band, Picked
from studio.ui.stage.posing import is_posed
from studio.ui.stage.snapping import targets_of


class Grip(Enum):
    """What the hand does between press and release."""

    NONE = 1
    PRESSED = 2
    DRAGGING = 3
    BANDING = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """How near is near, in pixels of the canvas: handles, snapping, jitter, the turning arm."""

    handle: float
    snap: float
    jitter: float
    arm: float


class Hands:
    """Knows no toolkit: points are in pixels of the canvas, and what came of it is read off.

    ``poses`` holds where layers lie while the show has not followed yet.
    """

    def __init__(self) -> None:
        self.contents = Contents()
        self.picked = Picked()
        self.grip = Grip.NONE
        self.poses: dict[str, Pose] = {}
        self.step = Step()
        self.band: Band | None = None
        self.number = 0
        self._drag: Drag | None = None
        self._start = (0.0, 0.0)
        self._before = Picked()
        self._on_click: Picked | None = None
        self._was_adding = False

    @property
    def act(self) -> Act | None:
        """What is being dragged, if something is."""
        return self._drag.act if self._drag is not None and self.grip is Grip.DRAGGING else None

    def show(self, contents: Contents, picked: Picked) -> None:
        """What lies on the canvas now; poses that the show has reached are forgotten."""
        self.contents = contents
        self.picked = picking.still_there(contents, picked)
        known = {layer.id: layer for layer in contents.layers}
        if self.grip is not Grip.DRAGGING:
            self.poses = {
                name: pose
                for name, pose in self.poses.items()
                if name in known and not is_posed(pose, known[name])
            }

    def settle(self) -> None:
        """The show says all there is to say: what it has not followed it never will."""
        if self.grip is not Grip.DRAGGING:
            self.poses = {}

    def layers(self) -> tuple[Layer, ...]:
        """The layers as they lie under the hand."""
        return tuple(_posed(layer, self.poses.get(layer.id)) for layer in self.contents.layers)

    def selected(self) -> tuple[Layer, ...]:
        """The selected ones, as they lie under the hand."""
        return tuple(layer for layer in self.layers() if layer.id in self.picked.layer_ids)

    def whole(self) -> Frame | None:
        """The frame around what is selected and can be moved."""
        free = [one for one in self.selected() if not self.contents.is_locked(one)]
        frames = tuple(self.contents.frame(layer) for layer in free)
        return geo.around(frames) if frames else None

    def handle_at(self, x: float, y: float, reach: Reach) -> str:
        """The handle of the selection under a point, or an empty string."""
        whole = self.whole()
        return geo.handle_at(whole, x, y, reach.handle, reach.arm) if whole is not None else ""

    def top_at(self, x: float, y: float) -> Layer | None:
        """The topmost layer that is seen at a point."""
        return picking.top_at(replace(self.contents, layers=self.layers()), x, y)

    def press(self, x: float, y: float, reach: Reach, *, is_adding: bool, crops: bool) -> None:
        """Take a handle, a layer, or the loose end of a rubber band."""
        self.number += 1
        self.grip, self._start, self._before = Grip.PRESSED, (x, y), self.picked
        self._on_click, self._drag, self._was_adding = None, None, is_adding
        handle = self.handle_at(x, y, reach)
        if handle:
            act = Act.TURN if handle == geo.TURN else Act.CROP if crops else Act.RESIZE
            if act is Act.CROP and len(self._free()) > 1:
                act = Act.RESIZE
            self._take(act, handle)
            return
        hit = self.top_at(x, y)
        after = picking.clicked(self.contents, self.picked, hit, is_adding=is_adding)
        if self._is_on_selected(x, y):
            self._on_click = after  # a drag moves what is selected; only a click picks anew
        else:
            self.picked = after
        is_for_band = hit is not None and self.contents.is_locked(hit)
        if self._is_on_selected(x, y) and not (is_for_band and self._on_click is None):
            self._take(Act.MOVE, "")

    def move(self, x: float, y: float, keys: Keys, reach: Reach) -> tuple[Pose, ...]:
        """Follow the pointer; the poses of the layers that lie elsewhere now."""
        if self.grip is Grip.PRESSED and math.dist((x, y), self._start) > reach.jitter:
            self.grip = Grip.DRAGGING if self._drag is not None else Grip.BANDING
        if self.grip is Grip.BANDING:
            self.band = Band(*self._start, x, y)
            self.picked = picking.banded(
                self.contents, self._before, self.band, is_adding=self._was_adding
            )
        if self.grip is not Grip.DRAGGING or self._drag is None:
            return ()
        before = self.step.poses
        self.step = self._drag.at(x, y, keys, reach.snap)
        self.poses.update({pose.layer_id: pose for pose in self.step.poses})
        return self.step.poses if self.step.poses != before else ()

    def release(self) -> None:
        """Let go."""
        if self.grip is Grip.PRESSED and self._on_click is not None:
            self.picked = self._on_click
        self._let_go()

    def go_back(self) -> tuple[Pose, ...]:
        """Out of a drag, of a group, of the selection; the poses that were before the drag."""
        poses: tuple[Pose, ...] = ()
        if self.grip is Grip.DRAGGING and self._drag is not None:
            poses = tuple(part.pose for part in self._drag.parts)
            self.poses.update({pose.layer_id: pose for pose in poses})
        elif self.grip is Grip.BANDING:
            self.picked = self._before
        elif self.picked.entered and self.selected():
            self.picked = Picked(self.contents.members(self.selected()[0]))
        else:
            self.picked = Picked()
        self._let_go()
        return poses

    def pick_for_menu(self, x: float, y: float) -> None:
        """A right click selects what it meets, unless that is selected."""
        hit = self.top_at(x, y)
        if hit is None or hit.id not in self.picked.layer_ids:
            self.picked = Picked(self.contents.members(hit)) if hit is not None else Picked()

    def nudge(self, dx: float, dy: float) -> tuple[Pose, ...]:
        """Move what is selected by so many pixels of the canvas; the poses that this makes."""
        self._take(Act.MOVE, "", (0.0, 0.0))
        drag, self._drag = self._drag, None
        if drag is None or not drag.parts:
            return ()
        poses = drag.at(dx, dy, Keys(is_free=True), 0.0).poses
        self.poses.update({pose.layer_id: pose for pose in poses})
        return poses

    def _take(self, act: Act, handle: str, start: tuple[float, float] | None = None) -> None:
        contents = replace(self.contents, layers=self.layers())
        others = [
            contents.frame(layer)
            for layer in contents.layers
            if layer.id not in self.picked.layer_ids and contents.is_seen(layer)
        ]
        self._drag = Drag(
            act,
            handle,
            self._start if start is None else start,
            contents.parts(self.picked.layer_ids),
            contents.canvas,
            targets_of(contents.canvas, others),
        )

    def _free(self) -> tuple[Layer, ...]:
        return tuple(one for one in self.selected() if not self.contents.is_locked(one))

    def _is_on_selected(self, x: float, y: float) -> bool:
        return any(self.contents.frame(layer).contains(x, y) for layer in self._free())

    def _let_go(self) -> None:
        self.grip, self._drag, self._on_click = Grip.NONE, None, None
        self.band, self.step = None, Step()


def _posed(layer: Layer, pose: Pose | None) -> Layer:
    if pose is None or pose == pose_of(layer):
        return layer
    return msgspec.structs.replace(
        layer, box=pose.box, crop=pose.crop, rotation_deg=pose.rotation_deg
    )
