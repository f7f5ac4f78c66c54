"""Makes the programme picture of a moment out of one scene, or two while they change."""

from studio.core.scene import Canvas
from studio.engine.compose.blend import blend
from studio.engine.compose.buffers import BufferPool
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.geometry import Rect
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.painter import lay
from studio.engine.compose.patch import Patch
from studio.engine.compose.patch_maker import PatchMaker
from studio.engine.compose.planes import Planes, planes_of
from studio.engine.compose.scene_canvas import Pictures, SceneCanvas
from studio.engine.media import Bytes


class Compositor:
    """Two scene canvases, so that a cut and a fade both find their scene ready drawn.

    Used from one thread. Colours are BT.601 limited range throughout.
    """

    def __init__(self, canvas: Canvas, files: FilterFiles | None = None) -> None:
        self.canvas = canvas
        self._pool = BufferPool(canvas.width_px, canvas.height_px)
        self._maker = PatchMaker(canvas.width_px, canvas.height_px, files)
        self._canvases = [SceneCanvas(canvas, self._pool, self._maker) for _ in range(2)]
        self._scene_ids = ["", ""]
        self.drawn_px = 0

    def compose(self, mix: SceneMix, pictures: Pictures, media_ns: int = 0) -> Bytes:
        """The picture as I420, shape (height × 3/2, width); the same array if nothing changed."""
        self._maker.begin(media_ns)
        if mix.overlay is None:
            return self._changing(mix, pictures, mix.cards)
        picture = self._changing(mix, pictures, ())
        laid = self._fresh()
        whole = Rect(0, 0, self.canvas.width_px, self.canvas.height_px)
        if not (mix.overlay.is_opaque and mix.overlay.rect.holds(whole)):
            laid[...] = picture
        for patch in (mix.overlay, *mix.cards):
            lay(self._planes(laid), patch, whole)
        self.drawn_px = whole.area
        return laid

    def _changing(self, mix: SceneMix, pictures: Pictures, cards: tuple[Patch, ...]) -> Bytes:
        """The scene, or both while they change; the cards lie still over what moves."""
        is_changing = mix.from_scene is not None and mix.progress < 1.0
        to_canvas = self._canvas_for(mix.to_scene.id, mix.from_scene.id if mix.from_scene else "")
        picture = to_canvas.paint(mix.to_scene, pictures, () if is_changing else cards)
        self.drawn_px = to_canvas.drawn_px
        if mix.from_scene is None or mix.progress >= 1.0:
            return picture
        from_canvas = self._canvas_for(mix.from_scene.id, mix.to_scene.id)
        old = from_canvas.paint(mix.from_scene, pictures)
        self.drawn_px = self.canvas.width_px * self.canvas.height_px
        mixed = self._fresh()
        blend(
            *(self._planes(mixed), self._planes(old), self._planes(picture)),
            *(mix.transition, mix.progress, mix.luma),
        )
        for card in cards:
            lay(self._planes(mixed), card, card.rect)
        return mixed

    def _planes(self, picture: Bytes) -> Planes:
        return planes_of(picture, self.canvas.width_px, self.canvas.height_px)

    def new_buffer_like(self, picture: Bytes) -> Bytes:
        """A copy that may be drawn on."""
        fresh = self._fresh()
        fresh[...] = picture
        return fresh

    def _fresh(self) -> Bytes:
        lent = self._pool.take()
        lent.memory.painter_id = 0
        lent.memory.revision = 0
        return lent.pixels

    def _canvas_for(self, scene_id: str, other_id: str) -> SceneCanvas:
        if scene_id in self._scene_ids:
            return self._canvases[self._scene_ids.index(scene_id)]
        free = 1 if self._scene_ids[0] == other_id and other_id else 0
        self._scene_ids[free] = scene_id
        self._canvases[free].forget()
        return self._canvases[free]
