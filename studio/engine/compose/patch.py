"""A layer's picture made ready to be laid on the canvas: where it lies and how it covers."""

from dataclasses import dataclass

from studio.engine.compose.geometry import Rect
from studio.engine.compose.planes import Planes


@dataclass(frozen=True, slots=True)
class Patch:
    """``planes`` lie on the canvas at ``rect`` (even; may reach outside).

    With ``inverse`` the planes are premultiplied and ``inverse`` is 255 − alpha. Without it
    they are opaque but for ``opacity``. ``period_px`` above 0: ``planes`` are one wide strip
    that repeats, of which ``rect.width`` from ``offset_px`` on shows; ``scale`` is canvas
    pixels a source pixel.
    """

    rect: Rect
    planes: Planes
    inverse: Planes | None = None
    opacity: float = 1.0
    period_px: int = 0
    offset_px: int = 0
    scale: float = 1.0

    @property
    def is_opaque(self) -> bool:
        """Whether nothing below shows through."""
        return self.inverse is None and self.opacity >= 1.0
