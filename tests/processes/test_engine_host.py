"""The hub's hold on real engines: one dies, one is too dead, one is left for the next hub."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import EngineConnected, EngineLost, Event
from studio.core.messages.results import Snapshot
from studio.core.paths import log_dir_of, runtime_dir_of
from studio.core.running import EngineCard, is_running, read_live_card
from studio.core.settings import RecordingSettings, Settings, VideoSettings
from studio.core.start import EngineStart
from studio.core.status import RecorderState, ShowState
from studio.core.tasks import TaskGroupKeeper
from studio.engine.show_file import save_show
from studio.processes.engine_host import EngineHost
from tests.support.engine_stand import tiny_show
from tests.support.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


class Stand:
    """A host on a data folder, and what it told."""

    def __init__(self, data_dir: Path) -> None:
        self.runtime_dir = runtime_dir_of(data_dir)
        self.data_dir = data_dir
        self.told: list[Event] = []
        self.host = EngineHost(self.runtime_dir, self.start_of, self.told.append)

    def start_of(self, address: str, authkey: str) -> EngineStart:
        return EngineStart(
            address,
            authkey,
            str(self.runtime_dir),
            str(self.data_dir),
            Settings(
                video=VideoSettings(encoder="libx264", preset="ultrafast"),
                recording=RecordingSettings(folder=str(self.data_dir / "videos")),
            ),
            is_loopback_only=True,
        )

    async def connected(self, times: int = 1) -> None:
        """Until it has taken hold so often."""
        await until(lambda: sum(isinstance(one, EngineConnected) for one in self.told) >= times, 60)

    def card(self) -> EngineCard:
        card = read_live_card(self.runtime_dir, EngineCard)
        assert card is not None
        return card

    async def snapshot(self) -> Snapshot:
        answer = await self.host.request(ask.GetSnapshot())
        assert isinstance(answer, Snapshot)
        return answer


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """With a small show in it."""
    runtime_dir_of(tmp_path).mkdir(parents=True, exist_ok=True)
    log_dir_of(tmp_path).mkdir(parents=True, exist_ok=True)
    save_show(tmp_path / "show.json", tiny_show())
    return tmp_path


@asynccontextmanager
async def holding(stand: Stand) -> AsyncIterator[Stand]:
    """While its task runs; the engine is ended at the end unless it was let go."""
    tasks = TaskGroupKeeper("test")
    task = tasks.start(stand.host.run(), "host")
    try:
        yield stand
        await stand.host.shut_down(30)
        await asyncio.wait_for(task, 30)
    finally:
        await tasks.close()


async def test_before_there_is_an_engine_it_says_so(data_dir: Path) -> None:
    with pytest.raises(UnavailableError, match="a moment, please"):
        await Stand(data_dir).host.request(ask.GetSnapshot())


async def test_an_engine_that_is_killed_is_replaced_and_goes_on_with_what_was_on(
    data_dir: Path,
) -> None:
    async with holding(Stand(data_dir)) as stand:
        await stand.connected()
        await stand.host.request(ask.StartShow())
        await stand.host.request(ask.StartRecording())
        await stand.host.request(ask.PauseShow())
        await until(lambda: stand.host.state is ShowState.PAUSED)
        before = stand.card()
        os.kill(before.pid, signal.SIGKILL)
        await stand.connected(2)
        assert EngineLost(is_restarting=True) in stand.told
        assert stand.card().pid != before.pid
        snapshot = await stand.snapshot()
        assert snapshot.state is ShowState.PAUSED
        assert snapshot.stats.recorder.state is RecorderState.RECORDING
    assert not is_running(before.pid, before.started)
    assert read_live_card(stand.runtime_dir, EngineCard) is None


async def test_one_that_is_let_go_is_taken_up_by_the_next_hub(data_dir: Path) -> None:
    first = Stand(data_dir)
    tasks = TaskGroupKeeper("test")
    task = tasks.start(first.host.run(), "first")
    await first.connected()
    await first.host.request(ask.StartShow())
    card = first.card()
    first.host.let_go()
    await asyncio.wait_for(task, 30)
    async with holding(Stand(data_dir)) as second:
        await second.connected()
        assert second.card() == card
        assert (await second.snapshot()).state is ShowState.LIVE
        assert second.host.state is ShowState.LIVE
    await first.host.shut_down(5)  # only waits for what was its child
    assert not is_running(card.pid, card.started)


async def test_started_early_it_is_the_one_that_is_taken(data_dir: Path) -> None:
    stand = Stand(data_dir)
    stand.host.start_early()
    async with holding(stand):
        await stand.connected()
        assert [type(one) for one in stand.told].count(EngineLost) == 0
        card = stand.card()
        stand.host.start_early()  # one runs: nothing happens
        await stand.snapshot()
        assert stand.card() == card


async def test_one_that_dies_again_and_again_is_given_up_and_that_is_said(data_dir: Path) -> None:
    stand = Stand(data_dir)
    wrong = stand.start_of("", "").settings
    host = EngineHost(
        stand.runtime_dir,
        lambda _address, _key: EngineStart("", "not hexadecimal", "", str(data_dir), wrong),
        stand.told.append,
    )
    await asyncio.wait_for(host.run(), 120)
    assert stand.told == [EngineLost(is_restarting=False)]
    assert (log_dir_of(data_dir) / "engine.stderr.log").read_text().strip()
