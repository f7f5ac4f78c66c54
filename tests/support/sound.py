"""Sound for tests: sines, and what is heard in samples."""

import numpy as np

from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, FloatSamples


def sine(frequency_hz: float, seconds: float, amplitude: float = 0.5) -> FloatSamples:
    """A stereo sine, shape (n, 2)."""
    turns = np.arange(round(seconds * SAMPLE_RATE_HZ)) * frequency_hz / SAMPLE_RATE_HZ
    tone = (np.sin(2 * np.pi * turns) * amplitude).astype(np.float32)
    return np.repeat(tone[:, None], 2, axis=1)


def steady(level: float, samples: int = BLOCK_SAMPLES) -> FloatSamples:
    """The same value throughout: what a gain does to it is plain to see."""
    return np.full((samples, 2), level, np.float32)


def blocks_of(samples: FloatSamples) -> list[FloatSamples]:
    """Cut into blocks of 10 ms; a rest is left out."""
    whole = samples.shape[0] // BLOCK_SAMPLES * BLOCK_SAMPLES
    return [samples[at : at + BLOCK_SAMPLES] for at in range(0, whole, BLOCK_SAMPLES)]


def loudest_hz(samples: FloatSamples) -> float:
    """The strongest frequency of the left channel."""
    left = samples[:, 0] * np.hanning(samples.shape[0])
    spectrum = np.abs(np.fft.rfft(left))
    return float(np.argmax(spectrum) * SAMPLE_RATE_HZ / samples.shape[0])
