"""The pointer's shape over a handle, turned with the layer."""

from PySide6.QtCore import Qt

from studio.ui.stage.geometry import TURN

_ROUND = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
_SHAPES = (
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
)


def shape_of(handle: str, angle_deg: float, *, is_over_layer: bool) -> Qt.CursorShape:
    """The shape for a handle (empty: none) of a frame that is turned so far."""
    if handle == TURN:
        return Qt.CursorShape.CrossCursor
    if not handle:
        return Qt.CursorShape.SizeAllCursor if is_over_layer else Qt.CursorShape.ArrowCursor
    eighths = (_ROUND.index(handle) + round(angle_deg / 45)) % 8
    return _SHAPES[eighths % 4]
