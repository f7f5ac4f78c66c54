"""Rotation of a raster about the middle of where it is drawn."""

import cv2
import numpy as np

from studio.engine.compose.geometry import Rect, even
from studio.engine.compose.planes import as_bytes
from studio.engine.media import Bytes


def turned(bgra: Bytes, drawn: Rect, angle_deg: float, canvas: Rect) -> tuple[Bytes, Rect]:
    """The raster scaled into ``drawn``, turned clockwise, cut to the canvas; and where it lies.

    Outside the turned picture all is transparent; edges are smoothed.
    """
    middle_x, middle_y = (drawn.left + drawn.right) / 2, (drawn.top + drawn.bottom) / 2
    angle = np.deg2rad(angle_deg)
    cosine, sine = float(np.cos(angle)), float(np.sin(angle))
    half_width = (abs(drawn.width * cosine) + abs(drawn.height * sine)) / 2
    half_height = (abs(drawn.width * sine) + abs(drawn.height * cosine)) / 2
    around = Rect(
        even(middle_x - half_width) - 2,
        even(middle_y - half_height) - 2,
        even(middle_x + half_width) + 2,
        even(middle_y + half_height) + 2,
    ).cut(canvas)
    if around.area == 0:
        return bgra[:0, :0], Rect(0, 0, 0, 0)
    wide, high = drawn.width / bgra.shape[1], drawn.height / bgra.shape[0]
    # Maps a source pixel's middle to the canvas: scale, turn, move; in the cut rectangle's frame.
    across = np.array([cosine * wide, -sine * high])
    down = np.array([sine * wide, cosine * high])
    middle = np.array([(bgra.shape[1] - 1) / 2, (bgra.shape[0] - 1) / 2])
    goal = np.array([middle_x - around.left - 0.5, middle_y - around.top - 0.5])
    matrix = np.array(
        [
            [*across, goal[0] - across @ middle],
            [*down, goal[1] - down @ middle],
        ],
        np.float64,
    )
    raster = cv2.warpAffine(
        bgra,
        matrix,
        (around.width, around.height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(0, 0, 0, 0),
    )
    return as_bytes(raster), around
