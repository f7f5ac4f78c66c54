"""The hub's end of the link, against a real engine's end: answers, events, and a lost engine."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from multiprocessing.connection import Connection, Listener
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.link import LinkListener
from studio.core.link_client import LinkClient, connect
from studio.core.messages.events import AlarmCleared, Event
from studio.core.messages.requests import (
    GetDevices,
    GetSnapshot,
    OpenViewer,
    Request,
    StartRecording,
    Undo,
)
from studio.core.messages.results import Done, RecordingStarted, Result, Snapshot
from studio.core.paths import link_address_in
from studio.core.status import ShowState
from tests.support.small_show import small_show

KEY = b"the key of this test"


@pytest.fixture(autouse=True)
async def _hands_end() -> AsyncIterator[None]:
    """The loop's own threads end with the test."""
    yield
    await asyncio.get_running_loop().shutdown_default_executor()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return link_address_in(tmp_path)


@pytest.fixture
def engine(address: str) -> Iterator[LinkListener]:
    listener = LinkListener(address, KEY)
    listener.start(_handle, lambda: None)
    yield listener
    listener.stop()


def _handle(request: Request) -> Result:
    match request:
        case GetSnapshot():
            return Snapshot(small_show(), 1, ShowState.LIVE)
        case GetDevices():
            raise NotFoundError("there is no such kind of device", request.kind)
        case OpenViewer():
            raise BadInputError("the viewer does not offer H264", "SDP line 9 (video)")
        case StartRecording():
            return RecordingStarted(request.path)
    return Done()


class _Hub:
    """What a hub holds, and what it was told."""

    def __init__(self, connection: Connection) -> None:
        self.heard: asyncio.Queue[Event] = asyncio.Queue()
        self.lost = asyncio.Event()
        self.lost_times = 0
        self.threads: set[int] = set()
        self.client = LinkClient(connection, self._hear, self._lose)

    def _hear(self, event: Event) -> None:
        self.threads.add(threading.get_ident())
        self.heard.put_nowait(event)

    def _lose(self) -> None:
        self.threads.add(threading.get_ident())
        self.lost_times += 1
        self.lost.set()


async def _hub(address: str) -> _Hub:
    return _Hub(await asyncio.to_thread(connect, address, KEY))


@pytest.mark.usefixtures("engine")
async def test_answers_and_errors_come_back_to_who_asked(address: str) -> None:
    hub = await _hub(address)
    snapshot = await hub.client.request(GetSnapshot())
    assert snapshot == Snapshot(small_show(), 1, ShowState.LIVE)
    with pytest.raises(NotFoundError) as not_found:
        await hub.client.request(GetDevices("smell"))
    assert (not_found.value.what, not_found.value.where) == (
        *("there is no such kind of device", "smell"),
    )
    with pytest.raises(BadInputError, match="SDP line 9"):
        await hub.client.request(OpenViewer("v=0"))
    hub.client.close()


@pytest.mark.usefixtures("engine")
async def test_many_at_once_are_not_mixed_up(address: str) -> None:
    hub = await _hub(address)
    paths = [f"/videos/{number}.mp4" for number in range(200)]
    answers = await asyncio.gather(*(hub.client.request(StartRecording(path)) for path in paths))
    assert answers == [RecordingStarted(path) for path in paths]
    hub.client.close()


async def test_events_arrive_in_order_on_the_loop(address: str, engine: LinkListener) -> None:
    hub = await _hub(address)
    await hub.client.request(Undo())  # from now on the engine knows this hub
    told = [AlarmCleared(f"alarm-{number}") for number in range(100)]
    for event in told:
        engine.broadcast(event)
    assert [await asyncio.wait_for(hub.heard.get(), 10) for _ in told] == told
    assert hub.threads == {threading.get_ident()}
    hub.client.close()


async def test_a_lost_engine_is_told_once_and_refuses_at_once(
    address: str, engine: LinkListener
) -> None:
    hub = await _hub(address)
    await hub.client.request(Undo())
    engine.stop()
    await asyncio.wait_for(hub.lost.wait(), 10)
    assert hub.client.is_lost
    with pytest.raises(UnavailableError, match="started again"):
        await hub.client.request(Undo())
    hub.client.close()
    await asyncio.sleep(0.05)
    assert hub.lost_times == 1


async def test_who_waits_when_the_engine_dies_is_told(address: str) -> None:
    with Listener(address, authkey=KEY) as silent:
        accepting = asyncio.to_thread(silent.accept)
        hub, engine = await asyncio.gather(_hub(address), accepting)
        asked = asyncio.gather(
            hub.client.request(Undo()), hub.client.request(GetSnapshot()), return_exceptions=True
        )
        await asyncio.to_thread(engine.recv_bytes)
        engine.close()
        answers = await asyncio.wait_for(asked, 10)
    assert [str(answer) for answer in answers] == ["engine: the engine ended"] * 2
    hub.client.close()


async def test_noise_from_the_engine_is_passed_over(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Listener(address, authkey=KEY) as listener:
        hub, engine = await asyncio.gather(_hub(address), asyncio.to_thread(listener.accept))
        engine.send({"a": "pickle"})
        engine.send_bytes(b'{"op":7,"d":{"requestId":"nobody","status":100}}')
        engine.send_bytes(b'{"op":5,"d":{"event":{"type":"EngineConnected"}}}')
        assert type(await asyncio.wait_for(hub.heard.get(), 10)).__name__ == "EngineConnected"
        assert caplog.text.count("message refused") == 1
        hub.client.close()
        engine.close()


@pytest.mark.usefixtures("engine")
async def test_letting_go_is_not_losing(address: str) -> None:
    hub = await _hub(address)
    await hub.client.request(Undo())
    hub.client.close()
    hub.client.close()
    await asyncio.sleep(0.05)
    assert hub.lost_times == 0
    again = await _hub(address)
    assert await again.client.request(Undo()) == Done()
    again.client.close()


@pytest.mark.usefixtures("engine")
def test_a_wrong_key_is_a_sentence(address: str) -> None:
    with pytest.raises(UnavailableError, match="refuses this hub's key"):
        connect(address, b"another key")


def test_nobody_there_is_a_sentence(address: str) -> None:
    with pytest.raises(UnavailableError, match="does not answer"):
        connect(address, KEY)
