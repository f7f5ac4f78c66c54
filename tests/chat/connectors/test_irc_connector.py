"""What every IRC connection does, on the smallest one."""

import asyncio
from collections.abc import Iterable

import pytest

from studio.chat.connectors import irc_connector
from studio.chat.connectors.irc_connector import IrcConnector
from studio.chat.connectors.irc_line import IrcLine
from studio.core.chat import Platform
from studio.core.clock import SystemClock
from studio.core.connectors import Alive, AnyHeard, Capability, ConnectorState, ConnectorStatus
from studio.core.tasks import TaskGroupKeeper
from tests.support.waiting import until


class Smallest(IrcConnector):
    """Reads, and hears nothing but that the server lives."""

    platform = Platform.IRC

    def __init__(self, port: int) -> None:
        self.told: list[ConnectorStatus] = []
        super().__init__(
            "s", "clay", SystemClock(), self.told.append,
            room="#clay", where=("127.0.0.1", port), tls=None,
        )  # fmt: skip

    @property
    def capabilities(self) -> Capability:
        return Capability.READ

    def _introduction(self) -> Iterable[bytes]:
        yield b"NICK smallest\r\n"

    def _heard_of(self, line: IrcLine) -> list[AnyHeard]:
        return [Alive()] if line.command in ("366", "PONG") else []


async def test_a_server_that_fell_silent_is_asked_and_then_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(irc_connector, "_QUIET_S", 0.05)
    monkeypatch.setattr(irc_connector, "_PONG_S", 0.1)
    came: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"PING :are-you-there\r\n:irc 366 smallest #clay :End\r\n")
        async for line in reader:
            came.append(line)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    connector = Smallest(server.sockets[0].getsockname()[1])
    tasks = TaskGroupKeeper("test")
    async with server:
        tasks.start(connector.run(), "irc")
        await until(lambda: connector.status.reconnects > 0)
        await tasks.close()
    assert b"PONG :are-you-there\r\n" in came
    assert b"PING :hawker\r\n" in came
    states = [status.state for status in connector.told]
    assert states[:3] == [
        ConnectorState.CONNECTING,
        ConnectorState.CONNECTED,
        ConnectorState.RECONNECTING,
    ]
    assert any("does not answer" in status.reason for status in connector.told)
