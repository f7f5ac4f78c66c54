"""What every IRC connection does the same: lines in and out, pings, a server that fell silent."""

import abc
import asyncio
import ssl
from collections.abc import AsyncGenerator, Callable, Iterable

from studio.chat.connectors.bucket import TokenBucket
from studio.chat.connectors.connector import Connector, RefusedError
from studio.chat.connectors.irc_line import LONGEST_BYTES, IrcLine, read_line, write_line
from studio.core.clock import Clock
from studio.core.connectors import Alive, AnyHeard, ConnectorStatus
from studio.core.errors import BadInputError, UnavailableError

_CONNECT_S = 10.0
_QUIET_S = 60.0
_PONG_S = 15.0
_MESSAGES, _IN_S = 20, 30.0
# The channel is not to be had: there is none, it is full, for the invited, with a key.
_NOT_THE_ROOM = frozenset({"403", "405", "471", "473", "474", "475", "476", "477"})
_IS_WELCOME = frozenset({"001", "376", "422"})


class IrcConnector(Connector, abc.ABC):
    """``tls`` None: plain TCP. ``channel`` with its sign, as the server calls it."""

    def __init__(
        self,
        connector_id: str,
        channel: str,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        *,
        room: str,
        where: tuple[str, int],
        tls: ssl.SSLContext | None,
    ) -> None:
        super().__init__(
            connector_id, channel, clock, on_status, TokenBucket(_MESSAGES, _IN_S, clock)
        )
        self._room = room
        self._where = where
        self._tls = tls
        self._writer: asyncio.StreamWriter | None = None
        self._number = 0

    @abc.abstractmethod
    def _introduction(self) -> Iterable[bytes]:
        """The lines by which we say who we are."""

    @abc.abstractmethod
    def _heard_of(self, line: IrcLine) -> list[AnyHeard]:
        """What a line says. Raises RefusedError or UnavailableError where it ends it all."""

    def _joining(self) -> Iterable[bytes]:
        """The lines by which we come into the room, once the server knows us."""
        yield write_line("JOIN", self._room)

    def _answer(self, line: IrcLine) -> Iterable[bytes]:
        """What a line is answered with at once."""
        if line.command == "PING":
            yield write_line("PONG", line.text)

    async def _write(self, lines: Iterable[bytes]) -> None:
        """UnavailableError while there is no connection."""
        writer = self._writer
        if writer is None:
            raise UnavailableError("the chat is not connected", self._room)
        writer.writelines(lines)
        await writer.drain()

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        host, port = self._where
        opening = asyncio.open_connection(host, port, ssl=self._tls, limit=LONGEST_BYTES)
        reader, writer = await asyncio.wait_for(opening, _CONNECT_S)
        try:
            writer.writelines(self._introduction())
            async for line in self._lines(reader, writer):
                self._check(line)
                writer.writelines(self._answer(line))
                if line.command in _IS_WELCOME:
                    writer.writelines(self._joining())
                for heard in self._heard_of(line):
                    if isinstance(heard, Alive):
                        self._writer = writer
                    yield heard
        finally:
            self._writer = None
            writer.close()

    async def _lines(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> AsyncGenerator[IrcLine, None]:
        """Lines until the end; after a minute of nothing the server is asked whether it lives."""
        is_asked = False
        while True:
            try:
                data = await asyncio.wait_for(reader.readline(), _PONG_S if is_asked else _QUIET_S)
            except TimeoutError:
                if is_asked:
                    raise
                writer.write(write_line("PING", "hawker"))
                is_asked = True
                continue
            except ValueError:  # a line longer than any may be; it is passed over
                self._drop()
                continue
            is_asked = False
            if not data:
                return
            try:
                yield read_line(data.decode("utf-8", "replace").rstrip("\r\n"))
            except BadInputError:
                self._drop()

    def _check(self, line: IrcLine) -> None:
        """Raises for a server's no that will stay one, and for one that may not."""
        if line.command in _NOT_THE_ROOM:
            raise RefusedError(f"the room is not open: {line.text}", self._room)
        if line.command == "ERROR":
            raise UnavailableError(f"the server says: {line.text}", self._room)
