"""A room on real servers: ngircd without tags, InspIRCd with them; and lines that a test plays."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import msgspec
import pytest

from studio.chat.connectors.irc_live import IrcLive
from studio.core.chat import ChatRole
from studio.core.clock import SystemClock
from studio.core.connectors import (
    AnyHeard,
    Capability,
    ConnectorState,
    ConnectorStatus,
    MessageHeard,
    NoticeHeard,
)
from studio.core.errors import BadInputError
from studio.core.platforms import IrcPlatform
from studio.core.tasks import TaskGroupKeeper
from tests.support.irc import Writer, running_irc
from tests.support.waiting import until

_S = 20
PLACE = IrcPlatform(id="irc", host="127.0.0.1", channel="clay", is_tls=False)


@pytest.fixture(scope="module", params=["ngircd", "inspircd"])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    with running_irc(request.param) as port:
        yield port


@asynccontextmanager
async def joined(
    port: int, password: str = "", nick_password: str = "", **other: str
) -> AsyncIterator[IrcLive]:
    place = msgspec.structs.replace(PLACE, port=port, **other)
    told: list[ConnectorStatus] = []
    connector = IrcLive(
        place, SystemClock(), told.append, password=password, nick_password=nick_password
    )
    tasks = TaskGroupKeeper("test")
    tasks.start(connector.run(), "irc")
    try:
        yield connector
    finally:
        await tasks.close()


async def connected(connector: IrcLive) -> None:
    await until(lambda: connector.status.state is ConnectorState.CONNECTED, _S)


async def next_of(connector: IrcLive, kind: type[AnyHeard] = MessageHeard) -> AnyHeard:
    while True:
        heard = await asyncio.wait_for(connector.heard(), _S)
        if isinstance(heard, kind):
            return heard


def words(heard: AnyHeard) -> str:
    assert isinstance(heard, MessageHeard)
    return "".join(part.text for part in heard.fragments)


async def test_people_are_heard_and_hear_us(port: int) -> None:
    async with joined(port, channel="Room1", nick="studio") as connector:
        await connected(connector)
        assert connector.capabilities == Capability.READ | Capability.SEND
        anna = await asyncio.to_thread(Writer, port, "Anna", "room1")
        came = await next_of(connector, NoticeHeard)
        assert came == NoticeHeard("", "join", "anna@127.0.0.1", "Anna")
        texts = ["这个多少钱 🙂", ":colon first", "\x0304,01red\x03 and \x02bold\x02"]
        for text in texts:
            anna.say(text)
        heard = [await next_of(connector) for _ in texts]
        assert [words(one) for one in heard] == [*texts[:2], "red and bold"]
        assert {one.name for one in heard if isinstance(one, MessageHeard)} == {"Anna"}
        await connector.send("¥79 · 包邮")
        await asyncio.to_thread(anna.hears, ":¥79 · 包邮")
        anna.close()


async def test_a_long_text_is_said_in_several_lines(port: int) -> None:
    async with joined(port, channel="room2", nick="studio2") as connector:
        await connected(connector)
        ben = await asyncio.to_thread(Writer, port, "ben", "room2")
        await connector.send("泥" * 300 + " the end")
        await asyncio.to_thread(ben.hears, "the end")
        ben.close()
        with pytest.raises(BadInputError, match="one line"):
            await connector.send("two\r\nQUIT")
        assert connector.status.state is not ConnectorState.RECONNECTING


async def test_a_nick_that_is_taken_becomes_another(port: int) -> None:
    taken = await asyncio.to_thread(Writer, port, "studio3", "room3")
    async with joined(port, channel="room3", nick="studio3") as connector:
        await connected(connector)
        taken.say("hello")
        assert words(await next_of(connector)) == "hello"
        await connector.send("here we are")
        await asyncio.to_thread(taken.hears, ":studio3_!")
        taken.close()


async def test_whoever_opened_the_room_is_a_moderator(port: int) -> None:
    host = await asyncio.to_thread(Writer, port, "host", "room4")
    async with joined(port, channel="room4", nick="studio4") as connector:
        await connected(connector)
        host.say("welcome")
        heard = await next_of(connector)
        assert isinstance(heard, MessageHeard)
        assert heard.roles == {ChatRole.MODERATOR}
        host.close()


async def played(lines: list[str], **other: str) -> tuple[IrcLive, list[str]]:
    """A server that plays these lines; and what it was told."""
    told: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (line := (await reader.readline()).decode()) and not line.startswith("CAP :END"):
            told.append(line.strip())
        for answer in lines:
            writer.write(answer.encode() + b"\r\n")
        async for more in reader:
            told.append(more.decode().strip())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, joined(port, **other) as connector:
        ends = (ConnectorState.REFUSED, ConnectorState.RECONNECTING)
        await until(lambda: connector.status.received > 0 or connector.status.state in ends, _S)
    return connector, told


@pytest.mark.parametrize(
    ("line", "state", "reason"),
    [
        (":irc 464 * :Password incorrect", ConnectorState.REFUSED, "wants another password"),
        (":irc 432 * x :Erroneous", ConnectorState.REFUSED, "does not take this nick"),
        (":irc 475 hawker #clay :Key", ConnectorState.REFUSED, "the room is not open"),
        (":op KICK #clay hawker :out", ConnectorState.RECONNECTING, "put out of the room: out"),
        ("ERROR :Closing Link", ConnectorState.RECONNECTING, "the server says: Closing Link"),
    ],
)
async def test_a_servers_no_is_said(line: str, state: ConnectorState, reason: str) -> None:
    connector, _ = await played([line])
    assert connector.status.state is state
    assert reason in connector.status.reason


async def test_passwords_go_where_they_belong_and_are_said_nowhere() -> None:
    lines = [":irc 001 hawker :Hi", ":irc 376 hawker :End", ":a!a@a PRIVMSG #clay :x"]
    connector, told = await played(lines, password="server-word", nick_password="nick-word")
    assert "PASS :server-word" in told
    assert told.count("PRIVMSG NickServ :IDENTIFY nick-word") == 1
    assert "word" not in repr(connector.status)


async def test_questions_to_our_program_are_no_messages() -> None:
    connector, _ = await played(
        [":a!a@a PRIVMSG #clay :\x01VERSION\x01", ":a!a@a PRIVMSG #clay :\x01ACTION waves\x01"]
    )
    assert words(await next_of(connector)) == "waves"
    assert connector.status.received == 1
