"""How the canvas lies in the widget: fitted with a margin, or nearer and moved."""

from dataclasses import dataclass, field, replace

from studio.core.scene import Canvas

MARGIN_PX = 10.0
_LEAST_ZOOM, _MOST_ZOOM = 0.25, 8.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """``zoom`` 1 and no way: the whole canvas. The way is in pixels of the widget."""

    canvas: Canvas = field(default_factory=Canvas)
    width: float = 320.0
    height: float = 200.0
    zoom: float = 1.0
    way_x: float = 0.0
    way_y: float = 0.0

    @property
    def scale(self) -> float:
        """Pixels of the widget for one of the canvas."""
        room_x = max(16.0, self.width - 2 * MARGIN_PX)
        room_y = max(16.0, self.height - 2 * MARGIN_PX)
        fitted = min(room_x / self.canvas.width_px, room_y / self.canvas.height_px)
        return fitted * self.zoom

    @property
    def is_fitted(self) -> bool:
        """Whether the whole canvas is shown in the middle."""
        return (self.zoom, self.way_x, self.way_y) == (1.0, 0.0, 0.0)

    def place(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the canvas in the widget."""
        scale = self.scale
        width, height = self.canvas.width_px * scale, self.canvas.height_px * scale
        return (
            (self.width - width) / 2 + self.way_x,
            (self.height - height) / 2 + self.way_y,
            width,
            height,
        )

    def to_canvas(self, x: float, y: float) -> tuple[float, float]:
        """The canvas pixel under a point of the widget; may lie outside of the canvas."""
        left, top, _, _ = self.place()
        return (x - left) / self.scale, (y - top) / self.scale

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        """Where a canvas pixel lies in the widget."""
        left, top, _, _ = self.place()
        return left + x * self.scale, top + y * self.scale

    def zoomed(self, factor: float, x: float, y: float) -> "Viewport":
        """Nearer or further, while what is under that point of the widget stays there."""
        zoom = min(_MOST_ZOOM, max(_LEAST_ZOOM, self.zoom * factor))
        if abs(zoom - 1.0) < 0.03:
            zoom = 1.0
        point = self.to_canvas(x, y)
        nearer = replace(self, zoom=zoom)
        now_x, now_y = nearer.to_widget(*point)
        return nearer.moved(x - now_x, y - now_y)

    def moved(self, dx: float, dy: float) -> "Viewport":
        """The canvas elsewhere in the widget; a part of it always stays in sight."""
        _, _, width, height = self.place()
        most_x = (self.width + width) / 2 - 40
        most_y = (self.height + height) / 2 - 40
        way_x = min(most_x, max(-most_x, self.way_x + dx))
        way_y = min(most_y, max(-most_y, self.way_y + dy))
        return replace(self, way_x=way_x, way_y=way_y)

    def fitted(self) -> "Viewport":
        """The whole canvas in the middle."""
        return replace(self, zoom=1.0, way_x=0.0, way_y=0.0)
