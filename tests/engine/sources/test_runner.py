import threading
from collections.abc import Callable, Iterator

import pytest

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, UnavailableError
from studio.core.scene import Source
from studio.core.sources import ColourSettings
from studio.core.status import SourceState, SourceStatus
from studio.engine.media import AudioBlock, MediaClock
from studio.engine.sources.base import SourceDriver
from studio.engine.sources.runner import SourceRunner
from tests.fakes.drivers import FloodingDriver, StallingDriver, ThrowingDriver, WellDriver
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


class LeapingClock(MediaClock):
    """The real time, plus what a test adds."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead_ns = 0

    def now_ns(self) -> int:
        """Later than it is."""
        return super().now_ns() + self.ahead_ns


class Stand:
    """A runner that opens the given drivers one after another; the last one again and again."""

    def __init__(self, *makes: Callable[[MediaClock], SourceDriver]) -> None:
        self.clock = LeapingClock()
        self.told: list[SourceStatus] = []
        self.sounds: list[AudioBlock] = []
        self.drivers: list[SourceDriver] = []
        self._makes = list(makes)
        source = Source("cam", "Desk camera", ColourSettings())
        self.runner = SourceRunner(source, self.clock, self._make, self.told.append, self._hear)

    def _make(self) -> SourceDriver:
        make = self._makes.pop(0) if len(self._makes) > 1 else self._makes[0]
        self.drivers.append(make(self.clock))
        return self.drivers[-1]

    def _hear(self, _source_id: str, block: AudioBlock) -> None:
        if len(self.sounds) < 100:
            self.sounds.append(block)

    def wait_for(self, state: SourceState) -> None:
        wait_until(lambda: self.runner.status().state is state, _PATIENCE_S)


@pytest.fixture
def run() -> Iterator[Callable[..., Stand]]:
    made: list[Stand] = []

    def start(*makes: Callable[[MediaClock], SourceDriver]) -> Stand:
        made.append(Stand(*makes))
        made[-1].runner.start()
        return made[-1]

    yield start
    for stand in made:
        stand.runner.stop()


def test_a_source_that_is_well_gives_pictures_and_sound(run: Callable[..., Stand]) -> None:
    stand = run(WellDriver)
    stand.wait_for(SourceState.RUNNING)
    wait_until(lambda: len(stand.sounds) > 3, _PATIENCE_S)
    picture = stand.runner.picture()
    assert picture is not None
    assert (picture.width_px, picture.height_px) == (4, 4)
    status = stand.runner.status()
    assert (status.width_px, status.reason) == (4, "")
    stand.runner.stop()
    driver = stand.drivers[0]
    assert isinstance(driver, WellDriver)
    assert (driver.opened, driver.closed) == (1, 1)


def test_one_that_throws_shows_why_and_comes_back_by_itself(run: Callable[..., Stand]) -> None:
    lost = UnavailableError("the camera was unplugged", "/dev/video0")
    stand = run(lambda clock: ThrowingDriver(clock, lost, good=3), WellDriver)
    stand.wait_for(SourceState.RETRYING)
    assert stand.runner.status().reason == "the camera was unplugged"
    panel = stand.runner.picture()
    assert panel is not None
    assert panel.bgra is not None
    assert panel.width_px == 640
    stand.wait_for(SourceState.RUNNING)
    assert [status.state for status in stand.told] == [
        *(SourceState.RUNNING, SourceState.RETRYING, SourceState.RUNNING)
    ]
    back = stand.runner.picture()
    assert back is not None
    assert back.width_px == 4


def test_what_can_never_work_is_called_that_and_is_tried_again_all_the_same(
    run: Callable[..., Stand],
) -> None:
    wrong = BadInputError("this is not a film", "/a.txt")
    stand = run(lambda clock: ThrowingDriver(clock, wrong), WellDriver)
    stand.wait_for(SourceState.UNAVAILABLE)
    stand.wait_for(SourceState.RUNNING)


def test_a_defect_of_a_driver_stays_its_own(
    run: Callable[..., Stand], caplog: pytest.LogCaptureFixture
) -> None:
    stand = run(lambda clock: ThrowingDriver(clock, ZeroDivisionError()), WellDriver)
    stand.wait_for(SourceState.RETRYING)
    assert stand.runner.status().reason == "it failed: ZeroDivisionError"
    stand.wait_for(SourceState.RUNNING)
    assert [record.getMessage() for record in caplog.records] == ["source failed"]


def test_one_that_stalls_never_keeps_anybody_waiting_and_is_replaced(
    run: Callable[..., Stand],
) -> None:
    let_go = threading.Event()
    stand = run(lambda clock: StallingDriver(clock, let_go), WellDriver)
    stand.wait_for(SourceState.RUNNING)
    stand.clock.ahead_ns += 4 * NS_PER_S
    stand.runner.watch()
    status = stand.runner.status()
    assert status.state is SourceState.RETRYING
    assert status.reason.startswith("no answer for")
    panel = stand.runner.picture()
    assert panel is not None
    assert panel.width_px == 640
    stand.clock.ahead_ns += 12 * NS_PER_S
    stand.runner.watch()
    stand.wait_for(SourceState.RUNNING)
    assert len(stand.drivers) == 2
    let_go.set()


def test_a_flood_is_held_back_and_only_the_newest_picture_is_kept(
    run: Callable[..., Stand],
) -> None:
    stand = run(FloodingDriver)
    wait_until(lambda: stand.runner.status().pictures > 50, _PATIENCE_S)
    assert stand.runner.status().dropped > 0
    first, second = stand.runner.picture(), None
    while second is None or second is first:
        second = stand.runner.picture()
    assert first is not None
    assert second.serial > first.serial


def test_only_films_can_be_paused(run: Callable[..., Stand]) -> None:
    stand = run(WellDriver)
    stand.wait_for(SourceState.RUNNING)
    with pytest.raises(BadInputError, match="cannot be paused"):
        stand.runner.control(True, None)
