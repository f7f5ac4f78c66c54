"""IRC against real servers: ngircd without tags, InspIRCd with them."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from studio.chat.connectors.twitch_irc import TwitchIrc
from studio.core.clock import SystemClock
from studio.core.connectors import (
    AnyHeard,
    Capability,
    ConnectorState,
    ConnectorStatus,
    MessageGone,
    MessageHeard,
    NoticeHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import BadInputError, UnavailableError
from studio.core.tasks import TaskGroupKeeper
from tests.support.irc import Writer, running_irc
from tests.support.servers import free_port
from tests.support.waiting import until

_S = 20


@pytest.fixture(scope="module", params=["ngircd", "inspircd"])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    with running_irc(request.param) as port:
        yield port


@pytest.fixture(scope="module")
def open_port() -> Iterator[int]:
    """ngircd turns away whoever brings a password that it did not ask for."""
    with running_irc("inspircd") as port:
        yield port


@asynccontextmanager
async def joined(
    port: int, channel: str = "clay", token: str = "", login: str = ""
) -> AsyncIterator[tuple[TwitchIrc, list[ConnectorStatus]]]:
    statuses: list[ConnectorStatus] = []
    connector = TwitchIrc(
        "irc", channel, SystemClock(), statuses.append,
        host="127.0.0.1", port=port, is_plain=True, token=token, login=login,
    )  # fmt: skip
    tasks = TaskGroupKeeper("test")
    tasks.start(connector.run(), "irc")
    try:
        yield connector, statuses
    finally:
        await tasks.close()


async def next_of(connector: TwitchIrc) -> AnyHeard:
    return await asyncio.wait_for(connector.heard(), _S)


async def test_what_is_said_in_the_room_is_heard_in_order(port: int) -> None:
    async with joined(port, "Room1") as (connector, statuses):
        await until(lambda: connector.status.state is ConnectorState.CONNECTED, _S)
        anna = await asyncio.to_thread(Writer, port, "anna", "room1")
        texts = ["这个多少钱 🙂", ":colon first", "a" * 300]
        for text in texts:
            anna.say(text)
        heard = [await next_of(connector) for _ in texts]
        anna.close()
        assert all(isinstance(one, MessageHeard) for one in heard)
        said = [one for one in heard if isinstance(one, MessageHeard)]
        assert ["".join(part.text for part in one.fragments) for one in said] == texts
        assert {one.name for one in said} == {"anna"}
        assert len({one.platform_id for one in said}) == 3
    states = [status.state for status in statuses]
    assert states == [
        ConnectorState.CONNECTING,
        ConnectorState.CONNECTED,
        ConnectorState.RECEIVING,
    ]
    assert connector.status.received == 3


async def test_what_we_say_is_heard_by_others(open_port: int) -> None:
    async with joined(open_port, "room2", token="x", login="hawker") as (connector, _):
        await until(lambda: connector.status.state is ConnectorState.CONNECTED, _S)
        ben = await asyncio.to_thread(Writer, open_port, "ben", "room2")
        await connector.send("¥79 · 包邮")
        await asyncio.to_thread(ben.hears, ":¥79 · 包邮")
        ben.close()
        with pytest.raises(BadInputError, match="one line"):
            await connector.send("two\r\nQUIT")
        assert connector.capabilities == Capability.READ | Capability.SEND


async def test_only_so_many_messages_are_sent(open_port: int) -> None:
    async with joined(open_port, "room3", token="x", login="hawker3") as (connector, _):
        await until(lambda: connector.status.state is ConnectorState.CONNECTED, _S)
        for number in range(20):
            await connector.send(f"line {number}")
        with pytest.raises(UnavailableError, match="allows no more messages"):
            await connector.send("one more")


async def test_without_a_login_it_only_reads(port: int) -> None:
    async with joined(port, "room4") as (connector, _):
        await until(lambda: connector.status.state is ConnectorState.CONNECTED, _S)
        assert connector.capabilities == Capability.READ
        with pytest.raises(UnavailableError, match="only reads"):
            await connector.send("hello")
        with pytest.raises(UnavailableError, match="cannot delete"):
            await connector.delete("1")


async def test_it_comes_back_when_the_server_does() -> None:
    port = free_port()
    async with joined(port) as (connector, statuses):
        await until(lambda: connector.status.state is ConnectorState.RECONNECTING, _S)
        assert "not reached" in connector.status.reason
        with running_irc("ngircd", port):
            connector.retry_now()
            await until(lambda: connector.status.state is ConnectorState.CONNECTED, _S)
        await until(lambda: connector.status.state is ConnectorState.RECONNECTING, _S)
    assert statuses[0].state is ConnectorState.CONNECTING
    assert connector.status.reconnects >= 2


async def test_a_room_that_is_none_is_refused_for_good(port: int) -> None:
    async with joined(port, "bad room") as (connector, _):
        await until(lambda: connector.status.state is ConnectorState.REFUSED, _S)
        assert "not open" in connector.status.reason


async def played(lines: list[str]) -> TwitchIrc:
    """Twitch's own lines, which no other server speaks, from a server that plays them."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"CAP :END\r\n")
        for line in lines:
            writer.write(line.encode() + b"\r\n")
        await writer.drain()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, joined(port) as (connector, _):
        await until(
            lambda: (
                connector.status.received + connector.status.dropped > 0
                or connector.status.state in (ConnectorState.REFUSED, ConnectorState.RECONNECTING)
            ),
            _S,
        )
        await asyncio.sleep(0.05)
    return connector


def all_of(connector: TwitchIrc) -> list[AnyHeard]:
    return [connector._queue.get_nowait() for _ in range(connector._queue.qsize())]


async def test_twitchs_own_lines() -> None:
    connector = await played(
        [
            "@msg-id=raid;system-msg=5\\sraiders :tmi.twitch.tv USERNOTICE #clay",
            "@target-msg-id=m1 :tmi.twitch.tv CLEARMSG #clay :bad",
            "@target-user-id=7;ban-duration=60 :tmi.twitch.tv CLEARCHAT #clay :ben",
            ":tmi.twitch.tv CLEARCHAT #clay",
            "@id=m1;user-id=7 :ben!b@b PRIVMSG #clay :again",
            "@id=m1;user-id=7 :ben!b@b PRIVMSG #clay :again",
        ]
    )
    heard = all_of(connector)
    assert heard[:4] == [
        NoticeHeard("5 raiders", "raid"),
        MessageGone("m1"),
        PersonCleared("7", 60),
        RoomCleared(),
    ]
    assert len(heard) == 5
    assert connector.status.duplicates == 1


@pytest.mark.parametrize(
    ("line", "state", "reason"),
    [
        (
            ":tmi.twitch.tv NOTICE * :Login authentication failed",
            ConnectorState.REFUSED,
            "sign in again",
        ),
        (":tmi.twitch.tv RECONNECT", ConnectorState.RECONNECTING, "connect anew"),
        ("ERROR :Closing Link", ConnectorState.RECONNECTING, "the server says: Closing Link"),
    ],
)
async def test_a_servers_no_is_said(line: str, state: ConnectorState, reason: str) -> None:
    connector = await played([line])
    assert connector.status.state is state
    assert reason in connector.status.reason


async def test_rubbish_is_counted_and_passed_over() -> None:
    connector = await played(
        ["", "@", ":x", "\x00\x01", "x" * 20_000, "@id=1 :a!a@a PRIVMSG #clay :still here"]
    )
    heard = all_of(connector)
    assert [type(one) for one in heard] == [MessageHeard]
    assert connector.status.dropped >= 4
