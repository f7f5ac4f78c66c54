"""Decoded frames that fill the canvas, with the alpha that some of them carry, as patches."""

import av
import cv2
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from studio.engine.compose.convert import FrameConverter, is_bt709, views_of
from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes, as_bytes, resize, resized
from studio.engine.media import Bytes

_TO_ONE = 1.0 / 255.0
_ALPHA = ("yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya", "pal8")


class AlphaSplitter:
    """Makes patches of a canvas's size; use it from one thread."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self._rect = Rect(0, 0, width_px, height_px)
        self._size = (width_px, height_px)
        self._converter = FrameConverter()
        self._reformatter = VideoReformatter()

    def patch(self, frame: av.VideoFrame) -> Patch:
        """The frame over the whole canvas, its alpha kept."""
        width_px, height_px = frame.width - frame.width % 2, frame.height - frame.height % 2
        part = Rect(0, 0, max(2, width_px), max(2, height_px))
        if not frame.format.name.startswith(_ALPHA):
            return Patch(self._rect, self._converter.planes(frame, part, self._size))
        planes, alpha = self._split(frame, part)
        half = resize(alpha, planes.u.shape[1], planes.u.shape[0], is_still=True)
        # Scaled after it is weighted, so that what is transparent never bleeds into an edge.
        weighted = resized(
            Planes(
                *(_weighted(planes.y, alpha), _weighted(planes.u, half), _weighted(planes.v, half))
            ),
            *self._size,
            is_still=False,
        )
        full = resize(alpha, *self._size, is_still=False)
        half = resize(half, self._size[0] // 2, self._size[1] // 2, is_still=False)
        through, half_through = (as_bytes(cv2.bitwise_not(one)) for one in (full, half))
        return Patch(self._rect, weighted, Planes(through, half_through, half_through))

    def _split(self, frame: av.VideoFrame, part: Rect) -> tuple[Planes, Bytes]:
        if frame.format.name != "yuva420p" or is_bt709(frame):
            frame = self._reformatter.reformat(
                frame,
                frame.width,
                frame.height,
                "yuva420p",
                src_colorspace=Colorspace.ITU709 if is_bt709(frame) else Colorspace.ITU601,
                dst_colorspace=Colorspace.ITU601,
                dst_color_range=ColorRange.MPEG,
            )
        y, u, v, alpha = views_of(frame)
        planes = Planes(y, u, v).cut(part)
        return planes, alpha[part.top : part.bottom, part.left : part.right]


def _weighted(plane: Bytes, alpha: Bytes) -> Bytes:
    return as_bytes(cv2.multiply(plane, alpha, scale=_TO_ONE))
