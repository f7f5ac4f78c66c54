"""What the second canvas shows at a moment: the same as the first, arranged for its shape."""

from dataclasses import replace

from studio.core.scene import Canvas, Scene, Show
from studio.core.second_canvas import second_scene
from studio.engine.compose.blend import LumaMap
from studio.engine.compose.geometry import Rect, even
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import resized

_MOST_KEPT = 4  # scenes arranged: two of a change, and what comes next


class SecondMix:
    """Belongs to the second compositor's thread; arranges a scene anew only when it changed."""

    def __init__(self) -> None:
        self._arranged: dict[str, tuple[Scene, Show, Scene]] = {}
        self._luma: tuple[LumaMap, Canvas, LumaMap] | None = None

    def of(self, mix: SceneMix, show: Show) -> SceneMix:
        """The mix for the second canvas of ``show``."""
        canvas = show.second_canvas
        if canvas is None:
            return mix
        return replace(
            mix,
            to_scene=self._scene(mix.to_scene, show),
            from_scene=self._scene(mix.from_scene, show) if mix.from_scene else None,
            luma=self._map(mix.luma, canvas) if mix.luma is not None else None,
            overlay=covering(mix.overlay, canvas) if mix.overlay is not None else None,
        )

    def _scene(self, scene: Scene, show: Show) -> Scene:
        kept = self._arranged.pop(scene.id, None)
        if kept is None or kept[0] is not scene or not _is_same_ground(kept[1], show):
            kept = (scene, show, second_scene(show, scene))
        self._arranged[scene.id] = kept
        while len(self._arranged) > _MOST_KEPT:
            del self._arranged[next(iter(self._arranged))]
        return kept[2]

    def _map(self, luma: LumaMap, canvas: Canvas) -> LumaMap:
        kept = self._luma
        if kept is None or kept[0] is not luma or kept[1] != canvas:
            made = LumaMap.of(luma.full, canvas.width_px, canvas.height_px)
            kept = self._luma = (luma, canvas, made)
        return kept[2]


def covering(patch: Patch, canvas: Canvas) -> Patch:
    """A patch that covers another canvas as large as it must be, its middle in the middle."""
    rect = patch.rect
    scale = max(canvas.width_px / rect.width, canvas.height_px / rect.height)
    width_px, height_px = max(2, even(rect.width * scale)), max(2, even(rect.height * scale))
    left = even((canvas.width_px - width_px) / 2)
    top = even((canvas.height_px - height_px) / 2)
    return replace(
        patch,
        rect=Rect(left, top, left + width_px, top + height_px),
        planes=resized(patch.planes, width_px, height_px, is_still=False),
        inverse=(
            resized(patch.inverse, width_px, height_px, is_still=False)
            if patch.inverse is not None
            else None
        ),
    )


def _is_same_ground(one: Show, other: Show) -> bool:
    return (
        one.sources is other.sources
        and one.canvas == other.canvas
        and one.second_canvas == other.second_canvas
    )
