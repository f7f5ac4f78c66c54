from collections.abc import Iterator

import msgspec
import pytest

from studio.core.errors import NotFoundError
from studio.core.scene import Show, Source
from studio.core.sources import ColourSettings, ToneSettings
from studio.core.status import SourceState, SourceStatus
from studio.engine.media import AudioBlock, MediaClock
from studio.engine.sources.base import SourceDriver
from studio.engine.sources.pool import SourcePool
from tests.fakes.drivers import WellDriver
from tests.support.engine_stand import tiny_show
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


class Stand:
    """A pool that writes down which sources were opened."""

    def __init__(self) -> None:
        self.made: list[Source] = []
        self.told: list[SourceStatus] = []
        self.heard: set[str] = set()
        self.pool = SourcePool(MediaClock(), self.told.append, self._hear, self._make)

    def _make(self, source: Source, clock: MediaClock) -> SourceDriver:
        self.made.append(source)
        return WellDriver(clock)

    def _hear(self, source_id: str, _block: AudioBlock) -> None:
        self.heard.add(source_id)

    def running(self) -> set[str]:
        return {
            status.source_id
            for status in self.pool.statuses()
            if status.state is SourceState.RUNNING
        }


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    yield made
    made.pool.close()


def with_sources(*sources: Source) -> Show:
    return msgspec.structs.replace(tiny_show(), sources=sources)


RED, BLUE = Source("a", "A", ColourSettings("#ff0000")), Source("a", "A", ColourSettings("#0000ff"))
TONE = Source("b", "B", ToneSettings())


def test_exactly_the_shows_sources_run(stand: Stand) -> None:
    stand.pool.sync(with_sources(RED, TONE))
    wait_until(lambda: stand.running() == {"a", "b"}, _PATIENCE_S)
    wait_until(lambda: stand.heard == {"a", "b"}, _PATIENCE_S)
    stand.pool.sync(with_sources(TONE))
    assert stand.running() == {"b"}
    assert stand.pool.picture("a") is None
    assert stand.pool.picture("b") is not None


def test_one_that_did_not_change_is_not_touched_and_a_new_name_is_no_change(stand: Stand) -> None:
    stand.pool.sync(with_sources(RED, TONE))
    wait_until(lambda: len(stand.made) == 2, _PATIENCE_S)
    stand.pool.sync(with_sources(msgspec.structs.replace(RED, name="Other"), TONE))
    assert len(stand.made) == 2
    stand.pool.sync(with_sources(BLUE, TONE))
    wait_until(lambda: len(stand.made) == 3, _PATIENCE_S)
    assert stand.made[-1] == BLUE


def test_what_is_not_there_is_not_found(stand: Stand) -> None:
    with pytest.raises(NotFoundError):
        stand.pool.control_media("gone", True, None)
    assert stand.pool.picture("gone") is None


def test_closing_ends_every_source(stand: Stand) -> None:
    stand.pool.sync(with_sources(RED, TONE))
    stand.pool.close()
    assert stand.pool.statuses() == ()


def test_the_real_drivers_are_the_default() -> None:
    pool = SourcePool(MediaClock(), lambda _status: None, lambda _source_id, _block: None)
    pool.sync(with_sources(RED))

    def is_red() -> bool:
        picture = pool.picture("a")
        return picture is not None and picture.bgra is not None and picture.bgra[0, 0, 2] == 255

    wait_until(is_red, _PATIENCE_S)
    pool.close()
