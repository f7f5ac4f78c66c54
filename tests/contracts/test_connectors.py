"""What every connector has to do, whatever the platform."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial

import pytest

from studio.core.connectors import Capability, ConnectorState, MessageHeard
from studio.core.errors import UnavailableError
from studio.core.tasks import TaskGroupKeeper
from tests.support.stands.bilibili import BilibiliStand
from tests.support.stands.irc import IrcLiveStand
from tests.support.stands.replay import ReplayStand
from tests.support.stands.stand import Stand, all_acts
from tests.support.stands.twitch import EventSubStand, IrcStand
from tests.support.stands.youtube import YouTubeStand
from tests.support.waiting import until

LIVE: dict[str, Callable[[], Stand]] = {
    "twitch": EventSubStand,
    "twitch irc": IrcStand,
    "irc": IrcLiveStand,
    "bilibili": BilibiliStand,
    "youtube": YouTubeStand,
}
ALL: dict[str, Callable[[], Stand]] = {**LIVE, "replay": ReplayStand}
_S = 20


class Running:
    """A stand and its connector's task."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.connector = stand.connector
        self.tasks = TaskGroupKeeper("test")

    def start(self) -> None:
        self.tasks.start(self.connector.run(), "connector")

    async def connect(self) -> None:
        self.start()
        await until(lambda: self.connector.status.state is ConnectorState.CONNECTED, _S)

    async def words(self, count: int) -> list[str]:
        found: list[str] = []
        while len(found) < count:
            heard = await asyncio.wait_for(self.connector.heard(), _S)
            if isinstance(heard, MessageHeard):
                found.append("".join(part.text for part in heard.fragments))
        return found

    async def is_state(self, state: ConnectorState) -> None:
        def arrived() -> bool:
            self.connector.retry_now()
            return self.connector.status.state is state

        await until(arrived, _S)

    def states(self) -> list[ConnectorState]:
        return [status.state for status in self.stand.told]


def _have_come(stand: Stand, count: int) -> bool:
    return len(stand.acts) == count


async def _running(kind: Callable[[], Stand]) -> AsyncIterator[Running]:
    stand = kind()
    await stand.open()
    running = Running(stand)
    try:
        yield running
    finally:
        await running.tasks.close()
        await stand.close()


@pytest.fixture(params=ALL)
async def any_one(request: pytest.FixtureRequest) -> AsyncIterator[Running]:
    async for running in _running(ALL[request.param]):
        yield running


@pytest.fixture(params=LIVE)
async def live(request: pytest.FixtureRequest) -> AsyncIterator[Running]:
    async for running in _running(LIVE[request.param]):
        yield running


async def test_all_is_heard_once_and_in_order(any_one: Running) -> None:
    numbers = list(range(200))
    if any_one.stand.does_end:
        await any_one.stand.say(*numbers)
        any_one.start()
    else:
        await any_one.connect()
        await any_one.stand.say(*numbers)
    assert await any_one.words(200) == [f"said {number}" for number in numbers]
    assert any_one.connector.status.received == 200
    assert any_one.connector.status.dropped == 0


async def test_what_comes_twice_is_heard_once(any_one: Running) -> None:
    if not any_one.stand.does_end:
        await any_one.connect()
    await any_one.stand.say(1, 1, 2, 1, 3)
    if any_one.stand.does_end:
        any_one.start()
    assert await any_one.words(3) == ["said 1", "said 2", "said 3"]
    await until(lambda: any_one.connector.status.duplicates == 2, _S)


async def test_nothing_is_lost_while_nobody_takes_it(
    live: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live.connector, "_queue", asyncio.Queue(3))
    await live.connect()
    await live.stand.say(*range(500))
    await until(lambda: live.connector.status.received >= 4, _S)
    assert live.connector.status.received == 4
    assert await live.words(500) == [f"said {number}" for number in range(500)]
    assert live.connector.status.reconnects == 0


async def test_receiving_is_said_when_something_came_and_not_before(live: Running) -> None:
    await live.connect()
    assert live.states() == [ConnectorState.CONNECTING, ConnectorState.CONNECTED]
    await live.stand.say(1)
    await live.words(1)
    assert live.states()[2:] == [ConnectorState.RECEIVING]
    assert live.connector.status.last_heard_wall_ms > 0


async def test_a_broken_line_is_said_and_mended(live: Running) -> None:
    await live.connect()
    await live.stand.say(1)
    assert await live.words(1) == ["said 1"]
    await live.stand.cut()
    await until(lambda: live.connector.status.reconnects > 0, _S)
    await live.is_state(ConnectorState.CONNECTED)
    await live.stand.say(1, 2)
    assert await live.words(1) == ["said 2"]
    reasons = [one.reason for one in live.stand.told if one.state is ConnectorState.RECONNECTING]
    assert any(reasons)


async def test_who_is_not_let_in_now_tries_again(live: Running) -> None:
    await live.stand.fail_once()
    live.start()
    await live.is_state(ConnectorState.CONNECTED)
    assert live.connector.status.reconnects == 1


async def test_who_is_refused_says_why_and_does_not_try_again(any_one: Running) -> None:
    await any_one.stand.refuse()
    any_one.start()
    await until(lambda: any_one.connector.status.state is ConnectorState.REFUSED, _S)
    assert any_one.connector.status.reason
    await until(lambda: len(any_one.tasks) == 0)
    assert any_one.connector.status.reconnects == 0


async def test_rubbish_is_counted_and_passed_over(live: Running) -> None:
    await live.connect()
    await live.stand.rubbish()
    await live.stand.say(1)
    assert await live.words(1) == ["said 1"]
    assert live.connector.status.dropped == 1
    assert live.connector.status.reconnects == 0


async def test_what_is_promised_works_and_nothing_else(live: Running) -> None:
    await live.connect()
    for capability, act in all_acts(live.connector).items():
        before = len(live.stand.acts)
        if capability in live.connector.capabilities:
            await act()
            await until(partial(_have_come, live.stand, before + 1))
        else:
            with pytest.raises(UnavailableError, match="this connection cannot"):
                await act()
            assert len(live.stand.acts) == before


async def test_acts_before_and_after_are_words(live: Running) -> None:
    for _ in range(2):
        for act in all_acts(live.connector).values():
            with pytest.raises(UnavailableError):
                await act()
        if live.connector.status.state is ConnectorState.OFF:
            await live.connect()
            await live.tasks.close()
    assert live.stand.acts == []


async def test_who_is_cancelled_leaves_nothing_behind(live: Running) -> None:
    await live.connect()
    await live.stand.say(1)
    await live.words(1)
    await live.tasks.close()
    await until(lambda: live.stand.open_connections == 0)


async def test_reading_is_always_promised(any_one: Running) -> None:
    assert Capability.READ in any_one.connector.capabilities
