"""An encoder of a smaller picture: each composed picture is scaled once, on its own thread."""

from dataclasses import replace

import av
import cv2
import numpy as np
from av.video.plane import VideoPlane

from studio.engine.encode.candidates import Candidate
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import Bytes, ComposedFrame, MediaPacket

# Lines that need a smaller picture are narrow: a key frame must not fill them for long.
_BUFFER_S = 0.25


class ScaledEncoder(VideoEncoder):
    """Takes the programme's own pictures, leaves them as they are, and encodes smaller ones."""

    def __init__(self, candidate: Candidate, settings: EncoderSettings) -> None:
        super().__init__(candidate, replace(settings, buffer_s=_BUFFER_S))

    def encode(self, composed: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        """The packets that are ready now."""
        small = scaled(composed.frame, self.settings.width_px, self.settings.height_px)
        return super().encode(replace(composed, frame=small), is_key)


def scaled(frame: av.VideoFrame, width_px: int, height_px: int) -> av.VideoFrame:
    """A yuv420p picture of another size (both even) in memory of its own."""
    made = np.empty((height_px * 3 // 2, width_px), np.uint8)
    sizes = ((width_px, height_px), *[(width_px // 2, height_px // 2)] * 2)
    at = 0
    flat = made.reshape(-1)
    for plane, size in zip(frame.planes, sizes, strict=True):
        end = at + size[0] * size[1]
        into = flat[at:end].reshape(size[1], size[0])
        pixels = _pixels(plane)
        if (plane.width, plane.height) == size:
            np.copyto(into, pixels)
        else:
            cv2.resize(pixels, size, dst=into, interpolation=cv2.INTER_AREA)
        at = end
    picture = av.VideoFrame.from_numpy_buffer(made, format="yuv420p")
    picture.colorspace, picture.color_range = frame.colorspace, frame.color_range
    return picture


def _pixels(plane: VideoPlane) -> Bytes:
    rows: Bytes = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]
