"""A small copy of the programme for the windows on this computer."""

import cv2
import numpy as np

from studio.core.preview_ring import PreviewWriter
from studio.engine.compose.planes import planes_of, resized
from studio.engine.media import Bytes


class PreviewMaker:
    """Scales the planes first and converts the few pixels that are left."""

    def __init__(self, writer: PreviewWriter, width_px: int, height_px: int) -> None:
        self._writer = writer
        self._size = (width_px, height_px)
        small = writer.width_px * writer.height_px
        self._i420 = np.empty((small * 3 // 2,), np.uint8)
        self._bgra: Bytes = np.empty((writer.height_px, writer.width_px, 4), np.uint8)
        self._last: Bytes | None = None

    def close(self) -> None:
        """No more into that ring."""
        self._writer.close()

    def show(self, picture: Bytes) -> None:
        """Publish an I420 picture of the canvas's size, unless it is the one shown already."""
        if picture is self._last:
            return
        self._last = picture
        width_px, height_px = self._writer.width_px, self._writer.height_px
        planes = planes_of(picture, *self._size)
        small = resized(planes, width_px, height_px, is_still=False)
        np.concatenate([plane.reshape(-1) for plane in small.all()], out=self._i420)
        i420 = self._i420.reshape(height_px * 3 // 2, width_px)
        cv2.cvtColor(i420, cv2.COLOR_YUV2BGRA_I420, dst=self._bgra)
        self._writer.write(self._bgra.data)
