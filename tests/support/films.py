"""Small films made on the spot, by the same library that plays them."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.stream import VideoStream

from tests.support.sound import sine

_RATE_HZ = 30


def make_film(
    path: Path, seconds: float = 1.0, *, has_picture: bool = True, has_sound: bool = True
) -> Path:
    """128 × 72 of H.264 whose luma rises with time, and a tone of 1 kHz in AAC."""
    with av.open(str(path), "w") as container:
        picture = container.add_stream("libx264", rate=_RATE_HZ) if has_picture else None
        sound = container.add_stream("aac", rate=48_000, layout="stereo") if has_sound else None
        if picture is not None:
            picture.width, picture.height, picture.pix_fmt = 128, 72, "yuv420p"
            picture.options = {"preset": "ultrafast", "g": "15"}
            for number in range(round(seconds * _RATE_HZ)):
                plane = np.full((108, 128), 128, np.uint8)
                plane[:72] = luma_at(number / _RATE_HZ)
                frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
                frame.pts, frame.time_base = number, Fraction(1, _RATE_HZ)
                container.mux(picture.encode(frame))
            container.mux(picture.encode(None))
        if sound is not None:
            tone = sine(1000, seconds)
            for start in range(0, tone.shape[0], 1024):
                piece = np.ascontiguousarray(tone[start : start + 1024].T)
                block = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
                block.sample_rate, block.pts = 48_000, start
                container.mux(sound.encode(block))
            container.mux(sound.encode(None))
    return path


def luma_at(seconds: float) -> int:
    """How bright the film is then; each tenth of a second another step."""
    return 40 + int(seconds * 10) % 18 * 10


def make_stinger(path: Path, codec: str = "qtrle", frames: int = 24) -> Path:
    """128 × 72 with alpha: the left half covers with red, the right half lets all through."""
    formats = {"qtrle": "argb", "libvpx-vp9": "yuva420p"}
    with av.open(str(path), "w") as container:
        picture = container.add_stream(codec, rate=_RATE_HZ)
        assert isinstance(picture, VideoStream)
        picture.width, picture.height, picture.pix_fmt = 128, 72, formats[codec]
        if codec != "qtrle":
            picture.options = {"deadline": "realtime", "cpu-used": "8", "crf": "4", "b:v": "0"}
        rgba = np.zeros((72, 128, 4), np.uint8)
        rgba[:, :64] = (255, 0, 0, 255)
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(rgba, format="rgba").reformat(format=formats[codec])
            frame.pts, frame.time_base = number, Fraction(1, _RATE_HZ)
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
    return path
