"""Decoded sound of any kind as float32 stereo at the studio's rate."""

import av
import numpy as np

from studio.core.clock import NS_PER_S
from studio.engine.media import SAMPLE_RATE_HZ, AudioBlock


class SoundDecoder:
    """Keeps one resampler; use it from one thread."""

    def __init__(self) -> None:
        self._resampler = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE_HZ)

    def blocks(self, frame: av.AudioFrame, zero_ns: int) -> list[AudioBlock]:
        """What the frame holds; its first sample is due at ``zero_ns`` + the frame's time."""
        start_ns = zero_ns + int((frame.time or 0.0) * NS_PER_S)
        blocks = []
        for piece in self._resampler.resample(frame):
            samples = np.array(piece.to_ndarray(), np.float32).reshape(-1, 2)
            blocks.append(AudioBlock(samples, start_ns))
            start_ns += samples.shape[0] * NS_PER_S // SAMPLE_RATE_HZ
        return blocks
