"""From a captured or decoded frame to I420 planes in the programme's colours."""

import av
import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from studio.engine.compose.colour import bt709_to_bt601
from studio.engine.compose.geometry import Rect
from studio.engine.compose.planes import Planes, as_bytes, planes_of, resized
from studio.engine.media import Bytes

PACKED = frozenset({"bgr0", "bgra"})
_PLANAR = frozenset({"yuv420p", "yuvj420p"})
_HD_HEIGHT_PX = 720
_JPEG_RANGE = 2  # AVCOL_RANGE_JPEG
_BT709 = 1  # AVCOL_SPC_BT709
_UNKNOWN_SPACE = 2  # AVCOL_SPC_UNSPECIFIED


class FrameConverter:
    """Keeps one swscale context a format; use it from one thread."""

    def __init__(self) -> None:
        self._reformatters: dict[tuple[str, int, int], VideoReformatter] = {}

    def planes(self, frame: av.VideoFrame, part: Rect, size: tuple[int, int]) -> Planes:
        """The part of the frame (even) scaled to ``size`` (width, height; even).

        BT.601 limited range; views of the frame itself when nothing has to be done.
        """
        planes, is_other_matrix = self._split(frame, part)
        is_smaller = size[0] * size[1] < part.area
        if is_other_matrix and not is_smaller:
            planes = bt709_to_bt601(planes)
        planes = resized(planes, *size, is_still=False)
        if is_other_matrix and is_smaller:  # the matrix costs by the pixel
            planes = bt709_to_bt601(planes)
        return planes

    def _split(self, frame: av.VideoFrame, part: Rect) -> tuple[Planes, bool]:
        """Limited range planes, and whether they are BT.709 still."""
        if frame.format.name in PACKED:
            return _from_packed(frame, part), False
        is_full_range = (
            frame.format.name == "yuvj420p" or int(frame.color_range or 0) == _JPEG_RANGE
        )
        if frame.format.name in _PLANAR and not is_full_range:
            return Planes(*views_of(frame)).cut(part), is_bt709(frame)
        return Planes(*views_of(self._reformatted(frame, is_full_range))).cut(part), False

    def _reformatted(self, frame: av.VideoFrame, is_full_range: bool) -> av.VideoFrame:
        key = (frame.format.name, frame.width, frame.height)
        reformatter = self._reformatters.setdefault(key, VideoReformatter())
        width_px, height_px = frame.width - frame.width % 2, frame.height - frame.height % 2
        return reformatter.reformat(
            frame,
            max(2, width_px),
            max(2, height_px),
            "yuv420p",
            src_colorspace=Colorspace.ITU709 if is_bt709(frame) else Colorspace.ITU601,
            dst_colorspace=Colorspace.ITU601,
            src_color_range=ColorRange.JPEG if is_full_range else ColorRange.MPEG,
            dst_color_range=ColorRange.MPEG,
        )


def is_bt709(frame: av.VideoFrame) -> bool:
    """As tagged; without a tag HD is BT.709, as players take it. RGB has no such matrix."""
    space = int(frame.colorspace)
    if space == _UNKNOWN_SPACE:
        return frame.height >= _HD_HEIGHT_PX and not frame.format.is_rgb
    return space == _BT709


def packed_view(frame: av.VideoFrame) -> Bytes:
    """The pixels of a bgr0 or bgra frame, height × width × 4, without a copy."""
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    pixels = rows[: frame.height, : frame.width * 4]
    return as_bytes(pixels.reshape(frame.height, frame.width, 4))


def _from_packed(frame: av.VideoFrame, part: Rect) -> Planes:
    pixels = packed_view(frame)[part.top : part.bottom, part.left : part.right]
    i420 = cv2.cvtColor(pixels, cv2.COLOR_BGRA2YUV_I420)
    return planes_of(as_bytes(i420), part.width, part.height)


def views_of(frame: av.VideoFrame) -> list[Bytes]:
    """The planes of a planar frame of 8 bits, without a copy."""
    parts = []
    for plane in frame.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        parts.append(rows[: plane.height, : plane.width])
    return parts
