from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.core.clock import NS_PER_MS
from studio.core.errors import BadInputError
from studio.core.scene import Canvas, Scene
from studio.core.status import Alarm, ReplayStatus
from studio.engine.media import MediaClock
from studio.engine.replay_air import FILM_ID, MARK_ID, ReplayAir
from tests.fakes.virtual_clock import VirtualClock
from tests.support.films import luma_at, make_film
from tests.support.waiting import wait_until


class Stand:
    """A replay of a film of two seconds whose brightness tells its place."""

    def __init__(self, place: Path) -> None:
        self.film = str(make_film(place / "r.mp4", 2.0))
        self.clock = VirtualClock()
        self.shown: list[Scene | None] = []
        self.told: list[ReplayStatus] = []
        self.alarms: list[Alarm] = []
        self.air = ReplayAir(
            MediaClock(self.clock), self._save, self._show, self.told.append, self.alarms.append
        )

    def _save(self, on_saved: Callable[[str, float], None]) -> str:
        on_saved(self.film, 2.0)
        return self.film

    def _show(self, scene: Scene | None) -> float:
        self.shown.append(scene)
        return 0.0

    def luma(self) -> int:
        """How bright its picture is now."""
        picture = self.air.picture(FILM_ID)
        if picture is None or picture.frame is None:
            return -1
        return int(picture.frame.to_ndarray(format="yuv420p")[36, 64])

    def is_at(self, seconds: float) -> bool:
        """Whether it shows that moment of the film."""
        return abs(self.luma() - luma_at(seconds)) <= 6

    def goes_on(self) -> bool:
        """Time passes; for conditions that are waited for."""
        self.pass_ms(20)
        return False

    def pass_ms(self, span_ms: int) -> None:
        """Time passes."""
        self.clock.advance(span_ms * NS_PER_MS)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    made = Stand(tmp_path)
    yield made
    made.air.close()


def test_it_begins_so_long_before_the_end_and_goes_back_after_it(stand: Stand) -> None:
    stand.air.play(1.0, 1.0, Canvas(), "REPLAY")
    wait_until(lambda: bool(stand.shown))
    scene = stand.shown[0]
    assert scene is not None
    assert [layer.source_id for layer in scene.layers] == [FILM_ID, MARK_ID]
    wait_until(lambda: stand.is_at(1.0))
    wait_until(lambda: stand.goes_on() or stand.shown[-1] is None, 30)
    wait_until(lambda: not stand.told[-1].is_on_air, 30)
    assert stand.shown == [scene, None]


def test_it_is_told_how_fast_it_goes(stand: Stand) -> None:
    stand.air.play(2.0, 0.5, Canvas(), "REPLAY")
    wait_until(lambda: bool(stand.told))
    assert (stand.told[0].is_on_air, stand.told[0].speed) == (True, 0.5)


def test_it_is_paused_moved_and_slowed(stand: Stand) -> None:
    stand.air.play(2.0, 1.0, Canvas(), "REPLAY")
    wait_until(lambda: bool(stand.shown))
    stand.air.control(True, 1.55, 0.25)
    wait_until(lambda: stand.is_at(1.55))
    assert stand.air.status.is_paused
    assert stand.air.status.speed == 0.25
    stand.pass_ms(5000)
    assert stand.is_at(1.55)
    stand.air.stop()
    wait_until(lambda: stand.shown[-1] is None)


def test_nothing_to_control_is_said(stand: Stand) -> None:
    with pytest.raises(BadInputError, match="no replay"):
        stand.air.control(True, None, None)
    stand.air.stop()
    assert stand.shown == []
