"""What every capturing driver shares, on FFmpeg's own synthetic device."""

from itertools import pairwise

import pytest

from studio.core.errors import UnavailableError
from studio.engine.media import MediaClock, Picture
from studio.engine.sources.captured import CapturedDriver


class SyntheticDriver(CapturedDriver):
    """Captures what a filter graph draws."""

    def __init__(self, graph: str) -> None:
        super().__init__(MediaClock(), "the test device")
        self._graph = graph

    def open(self) -> None:
        """Open the graph."""
        self.open_device("lavfi", self._graph, {})


def pictures(driver: CapturedDriver, count: int) -> list[Picture]:
    driver.open()
    found = [driver.read().picture for _ in range(count)]
    driver.close()
    return [picture for picture in found if picture is not None]


def _read_on(driver: CapturedDriver, count: int) -> None:
    for _ in range(count):
        driver.read()


def _size_px(left: int, top: int, right: int, bottom: int) -> int:
    return (right - left) * (bottom - top)


def test_a_device_that_shows_the_same_keeps_its_serial_and_moves_its_time() -> None:
    found = pictures(SyntheticDriver("color=red:size=320x180:rate=30,format=bgr0"), 4)
    assert len({picture.serial for picture in found}) == 1
    assert len({id(picture.frame) for picture in found}) == 1
    times = [picture.media_ns for picture in found]
    assert times == sorted(times)


def test_what_changed_is_told_with_the_picture_that_it_changed_from() -> None:
    graph = "color=black:size=640x360:rate=30[b];color=red:size=32x32:rate=30[r];"
    found = pictures(SyntheticDriver(graph + "[b][r]overlay=x='40*n':y=8,format=bgr0"), 6)
    serials = [picture.serial for picture in found]
    assert len(set(serials)) == 6
    assert found[0].changes == ()
    for before, after in pairwise(found):
        change = after.changes[-1]
        assert change.from_serial == before.serial
        assert sum(_size_px(*area) for area in change.areas) < 640 * 360 / 3
    assert len(found[-1].changes) == 3, "more than the compositor can miss is not remembered"


def test_what_cannot_be_compared_is_new_each_time() -> None:
    found = pictures(SyntheticDriver("color=red:size=320x180:rate=30,format=yuv420p"), 3)
    assert len({picture.serial for picture in found}) == 3
    assert not any(picture.changes for picture in found)


def test_a_device_that_stops_is_lost_and_says_so() -> None:
    driver = SyntheticDriver("color=red:size=64x64:rate=30:duration=0.1")
    driver.open()
    with pytest.raises(UnavailableError, match="the test device stopped"):
        _read_on(driver, 10)
    driver.close()


def test_a_device_that_cannot_be_opened_says_what_the_system_said() -> None:
    driver = SyntheticDriver("nonsense=1")
    with pytest.raises(UnavailableError, match="the test device cannot be opened: ") as caught:
        driver.open()
    assert caught.value.where == "nonsense=1"
    driver.close()


def test_a_device_without_a_picture_is_named() -> None:
    driver = SyntheticDriver("sine=frequency=1000")
    with pytest.raises(UnavailableError, match="gives no picture"):
        driver.open()
    driver.close()


def test_a_format_that_this_system_lacks_is_an_error_like_any_other() -> None:
    driver = SyntheticDriver("x")
    with pytest.raises(UnavailableError, match="cannot be opened"):
        driver.open_device("dshow_or_whatever", "video=Camera", {})
