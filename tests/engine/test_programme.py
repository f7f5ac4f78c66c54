import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.preview_ring import PreviewReader
from studio.core.scene import Canvas, Scene
from studio.core.status import Alarm, FrameCounts
from studio.engine.compose.mix import SceneMix
from studio.engine.media import ComposedFrame, MediaClock
from studio.engine.programme import Programme, preview_size
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


class Stand:
    """A programme of one plain scene."""

    def __init__(self, runtime_dir: Path) -> None:
        self.frames: list[ComposedFrame] = []
        self.alarms: list[Alarm] = []
        self.faults = 0
        self.programme = Programme(
            MediaClock(),
            runtime_dir,
            lambda: SceneMix(Scene("s", "S", background="#204060")),
            lambda _source_id: None,
            self._take,
            False,
            self.alarms.append,
        )

    def _take(self, frame: ComposedFrame) -> None:
        if self.faults:
            self.faults -= 1
            raise ZeroDivisionError("a defect")
        if len(self.frames) < 500:
            self.frames.append(frame)

    def wait_for_more(self, count: int = 5) -> None:
        wanted = len(self.frames) + count
        wait_until(lambda: len(self.frames) >= wanted, _PATIENCE_S)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    made = Stand(tmp_path)
    yield made
    made.programme.stop()


@pytest.mark.parametrize(
    ("canvas", "size"),
    [
        (Canvas(1920, 1080), (800, 450)),
        (Canvas(720, 1280), (450, 800)),
        (Canvas(1080, 1080), (800, 800)),
        (Canvas(320, 180), (320, 180)),
    ],
)
def test_the_preview_has_the_canvass_shape(canvas: Canvas, size: tuple[int, int]) -> None:
    assert preview_size(canvas) == size


def test_it_composes_and_shows_a_preview(stand: Stand) -> None:
    stand.programme.start(Canvas(320, 180))
    stand.wait_for_more()
    info = stand.programme.preview_info
    reader = PreviewReader(Path(info.path))
    wait_until(lambda: reader.latest() is not None, _PATIENCE_S)
    newest = reader.latest()
    assert newest is not None
    blue, green, red, _ = newest[1][:4]
    assert (red, green, blue) == pytest.approx((0x20, 0x40, 0x60), abs=3)
    reader.close()
    counts = stand.programme.counts()
    assert counts.rendered >= 5
    assert counts.compose_p50_ms > 0


def test_another_canvas_brings_another_preview_and_takes_the_old_one_away(stand: Stand) -> None:
    stand.programme.start(Canvas(320, 180))
    before = stand.programme.preview_info
    stand.programme.start(Canvas(180, 320))
    after = stand.programme.preview_info
    assert not Path(before.path).exists()
    assert (after.width_px, after.height_px) == (180, 320)
    stand.frames.clear()
    stand.wait_for_more()
    assert (stand.frames[-1].frame.width, stand.frames[-1].frame.height) == (180, 320)


def test_stopping_leaves_nothing(stand: Stand) -> None:
    stand.programme.start(Canvas(320, 180))
    info = stand.programme.preview_info
    stand.programme.stop()
    assert not Path(info.path).exists()
    assert stand.programme.counts() == FrameCounts()


def test_a_fault_in_one_picture_is_told_and_the_show_goes_on(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    stand.programme.start(Canvas(320, 180))
    stand.wait_for_more()
    stand.faults = 1
    wait_until(lambda: bool(stand.alarms), _PATIENCE_S)
    stand.wait_for_more()
    assert stand.alarms[0].id == "compositor-crashed"
    assert "a defect" in stand.alarms[0].text
    assert [record.getMessage() for record in caplog.records] == ["thread ended by an error"]
    assert "compositor" in {thread.name for thread in threading.enumerate()}


def test_the_preview_is_as_large_as_it_is_shown(stand: Stand) -> None:
    stand.programme.start(Canvas(1280, 720, 30))
    before = stand.programme.preview_info
    assert stand.programme.size_preview(640)
    after = stand.programme.preview_info
    assert (after.width_px, after.height_px) == (640, 360)
    reader = PreviewReader(Path(after.path))
    wait_until(lambda: not Path(before.path).exists(), _PATIENCE_S)
    reader.close()
    assert not stand.programme.size_preview(640)
    stand.programme.size_preview(700)
    stand.programme.stop()
    assert not Path(stand.programme.preview_info.path).exists()
    assert not Path(after.path).exists()
