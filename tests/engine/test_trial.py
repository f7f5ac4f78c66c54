"""A source that is looked at: its picture and level are told, and the show knows nothing of it."""

from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.messages.events import Event, TrialReported
from studio.core.preview_ring import PreviewReader
from studio.core.sources import PatternSettings, ToneSettings
from studio.engine.media import MediaClock, Picture
from studio.engine.trial import SourceTrial, small_picture
from tests.support.waiting import wait_until


def test_a_picture_is_seen_and_a_tone_is_heard(tmp_path: Path) -> None:
    told: list[Event] = []
    trial = SourceTrial(MediaClock(), tmp_path, told.append)
    info = trial.begin(PatternSettings())
    reader = PreviewReader(Path(info.path))
    wait_until(lambda: reader.latest() is not None)
    latest = reader.latest()
    assert latest is not None
    assert np.frombuffer(latest[1], np.uint8).max() > 100
    reader.close()
    assert trial.begin(ToneSettings(level_db=-20.0)).path == ""
    assert not Path(info.path).exists()

    def is_heard() -> bool:
        return any(isinstance(one, TrialReported) and one.peak_db > -30 for one in told)

    wait_until(is_heard)
    trial.end()
    trial.end()


@pytest.mark.parametrize("size", [(640, 480), (100, 300)])
def test_it_is_small_whole_and_in_the_middle(size: tuple[int, int]) -> None:
    plane = np.full((size[1] * 3 // 2, size[0]), 200, np.uint8)
    frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
    small = small_picture(Picture(0, 1, frame=frame), 480, 270)
    assert small.shape == (270, 480, 4)
    assert small[135, 240, :3].max() > 100
    assert small[0, 0, :3].max() == 0


def test_a_raster_is_shown_too() -> None:
    raster = np.full((90, 160, 4), 90, np.uint8)
    assert small_picture(Picture(0, 1, bgra=raster), 480, 270)[10, 10, 0] == 90
