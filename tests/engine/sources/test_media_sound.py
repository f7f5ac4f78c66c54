from fractions import Fraction

import av
import numpy as np
import pytest

from studio.core.clock import NS_PER_S
from studio.engine.media import SAMPLE_RATE_HZ
from studio.engine.sources.media_sound import SoundDecoder
from tests.support.sound import loudest_hz


def tone(rate_hz: int, layout: str, sample_format: str, number: int) -> av.AudioFrame:
    """A tenth of a second of 1 kHz, the given one of several."""
    count = rate_hz // 10
    turns = (np.arange(count) + number * count) * 1000 / rate_hz
    samples = np.sin(2 * np.pi * turns) * 0.5
    channels = 1 if layout == "mono" else 2
    is_planar = sample_format.endswith("p")
    kind = np.float32 if sample_format.startswith("flt") else np.int16
    scale = 1 if kind is np.float32 else 32767
    rows = np.repeat((samples * scale).astype(kind)[None, :], channels, axis=0)
    data = rows if is_planar else np.ascontiguousarray(rows.T).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(data, format=sample_format, layout=layout)
    frame.sample_rate, frame.pts = rate_hz, number * count
    frame.time_base = Fraction(1, rate_hz)
    return frame


@pytest.mark.parametrize(
    ("rate_hz", "layout", "sample_format"),
    [(48_000, "stereo", "flt"), (44_100, "stereo", "s16"), (22_050, "mono", "fltp")],
)
def test_any_sound_becomes_stereo_at_the_studios_rate(
    rate_hz: int, layout: str, sample_format: str
) -> None:
    decoder = SoundDecoder()
    blocks = []
    for number in range(10):
        blocks += decoder.blocks(tone(rate_hz, layout, sample_format, number), 0)
    sound = np.concatenate([block.samples for block in blocks])
    assert sound.dtype == np.float32
    assert sound.shape[1] == 2
    assert sound.shape[0] == pytest.approx(SAMPLE_RATE_HZ, abs=200)
    assert loudest_hz(sound) == pytest.approx(1000, abs=2)
    assert (sound[:, 0] == sound[:, 1]).all()


def test_a_block_is_due_at_the_files_zero_plus_its_time() -> None:
    decoder = SoundDecoder()
    (first,) = decoder.blocks(tone(48_000, "stereo", "flt", 0), 5 * NS_PER_S)
    (third,) = decoder.blocks(tone(48_000, "stereo", "flt", 2), 5 * NS_PER_S)
    assert first.media_ns == 5 * NS_PER_S
    assert third.media_ns == pytest.approx(5.2 * NS_PER_S, abs=10)
