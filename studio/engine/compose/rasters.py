"""Cuts and scales rasters."""

import cv2

from studio.engine.compose.geometry import Rect
from studio.engine.compose.planes import as_bytes
from studio.engine.media import Bytes, Picture


def cut_raster(picture: Picture, part: Rect) -> Bytes:
    """That part of a picture which is a raster; ValueError for another."""
    if picture.bgra is None:
        raise ValueError("picture has neither a frame nor a raster")
    return picture.bgra[part.top : part.bottom, part.left : part.right]


def scaled_raster(raster: Bytes, width_px: int, height_px: int) -> Bytes:
    """The raster in that size: averaged when it shrinks."""
    if raster.shape[1] == width_px and raster.shape[0] == height_px:
        return raster
    is_smaller = width_px < raster.shape[1] or height_px < raster.shape[0]
    way = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
    return as_bytes(cv2.resize(raster, (width_px, height_px), interpolation=way))
