"""What every connector does the same, on one that a test plays."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from studio.chat.connectors.connector import Connector, RefusedError
from studio.chat.connectors.recording import HeardRecorder, read_recording
from studio.core.chat import Fragment, Platform
from studio.core.clock import NS_PER_S
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorState,
    ConnectorStatus,
    MessageHeard,
)
from studio.core.errors import UnavailableError
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.virtual_clock import VirtualClock
from tests.support.waiting import until


def said(number: int) -> MessageHeard:
    return MessageHeard(str(number), "u", "Anna", (Fragment("hi"),), number)


class Played(Connector):
    """Gives what it is told, connection by connection; an exception ends one."""

    platform = Platform.TWITCH

    def __init__(self, *connections: list[AnyHeard | Exception]) -> None:
        self.told: list[ConnectorStatus] = []
        self.virtual = VirtualClock()
        super().__init__("played", "clay", self.virtual, self.told.append)
        self._connections = list(connections)

    @property
    def capabilities(self) -> Capability:
        return Capability.READ

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        if not self._connections:
            raise RefusedError("no more", "test")
        for heard in self._connections.pop(0):
            if isinstance(heard, Exception):
                raise heard
            yield heard


async def run_through(connector: Played) -> None:
    tasks = TaskGroupKeeper("test")
    running = tasks.start(connector.run(), "played")
    while not running.done():
        connector.retry_now()
        await asyncio.sleep(0.001)
    await tasks.close()


async def test_states_are_honest() -> None:
    connector = Played([Alive(), said(1)], [UnavailableError("gone away", "x")], [Alive()])
    await run_through(connector)
    assert [(status.state, status.reason) for status in connector.told] == [
        (ConnectorState.CONNECTING, ""),
        (ConnectorState.CONNECTED, ""),
        (ConnectorState.RECEIVING, ""),
        (ConnectorState.RECONNECTING, "the platform closed the connection"),
        (ConnectorState.RECONNECTING, ""),
        (ConnectorState.RECONNECTING, "gone away"),
        (ConnectorState.RECONNECTING, ""),
        (ConnectorState.CONNECTED, ""),
        (ConnectorState.RECONNECTING, "the platform closed the connection"),
        (ConnectorState.RECONNECTING, ""),
        (ConnectorState.REFUSED, "no more"),
    ]


async def test_what_is_heard_twice_is_given_once() -> None:
    connector = Played([said(1), said(1)], [said(1), said(2)])
    await run_through(connector)
    assert [await connector.heard() for _ in range(2)] == [said(1), said(2)]
    assert (connector.status.received, connector.status.duplicates) == (2, 2)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TimeoutError(), "does not answer"),
        (ConnectionRefusedError(111, "Connection refused"), "not reached: Connection refused"),
    ],
)
async def test_the_networks_faults_are_words(error: Exception, reason: str) -> None:
    connector = Played([error])
    await run_through(connector)
    assert any(reason in status.reason for status in connector.told)


async def test_silence_is_noticed_and_over_with_the_next_message() -> None:
    connector = Played()
    connector.status = ConnectorStatus("played", Platform.TWITCH, "clay", ConnectorState.RECEIVING)
    connector.look()
    assert connector.told == []
    connector.virtual.advance(121 * NS_PER_S)
    connector.look()
    await connector._take(said(1))
    assert [status.state for status in connector.told] == [
        ConnectorState.SILENT,
        ConnectorState.RECEIVING,
    ]


async def test_nothing_is_lost_while_nobody_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.chat.connectors.connector._QUEUE", 3)
    connector = Played([said(number) for number in range(10)])
    tasks = TaskGroupKeeper("test")
    tasks.start(connector.run(), "played")
    await until(lambda: connector.status.received >= 4)
    assert connector.status.received == 4
    heard = [await connector.heard() for _ in range(10)]
    assert heard == [said(number) for number in range(10)]
    await tasks.close()


async def test_what_is_heard_is_written_down(tmp_path: Path) -> None:
    connector = Played([Alive(), said(1), said(1), said(2)])
    recorder = HeardRecorder(tmp_path / "r.jsonl")
    connector.record(recorder)
    await run_through(connector)
    connector.record(None)
    recorder.close()
    assert [line.heard for line in read_recording(tmp_path / "r.jsonl")] == [said(1), said(2)]
