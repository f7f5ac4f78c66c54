"""Twitch's chat over IRC: read without an account, write with a token.

Any IRC server will do where Twitch's extensions are missing; the tests speak to real ones.
"""

import asyncio
import secrets
import ssl
from collections.abc import AsyncGenerator, Callable

from studio.chat.connectors.bucket import TokenBucket
from studio.chat.connectors.connector import Connector, RefusedError
from studio.chat.connectors.irc_line import LONGEST_BYTES, IrcLine, read_line, write_line
from studio.chat.connectors.twitch_words import message_of
from studio.core.chat import Platform
from studio.core.clock import Clock
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorStatus,
    MessageGone,
    NoticeHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import BadInputError, UnavailableError

HOST, PORT = "irc.chat.twitch.tv", 6697
_CAPABILITIES = "twitch.tv/tags twitch.tv/commands"
_CONNECT_S = 10.0
_QUIET_S = 60.0
_PONG_S = 15.0
_MESSAGES, _IN_S = 20, 30.0
# 403, 405, 471 … 477: the channel is not to be had; 432, 464, 465: we are not let in.
_NOT_THE_ROOM = frozenset({"403", "405", "471", "473", "474", "475", "476", "477"})
_NOT_US = frozenset({"432", "464", "465"})


class TwitchIrc(Connector):
    """``login`` and ``token`` empty: an anonymous reader. Plain TCP only for a local server."""

    platform = Platform.TWITCH

    def __init__(
        self,
        connector_id: str,
        channel: str,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        *,
        login: str = "",
        token: str = "",
        host: str = HOST,
        port: int = PORT,
        tls: ssl.SSLContext | None = None,
        is_plain: bool = False,
    ) -> None:
        bucket = TokenBucket(_MESSAGES, _IN_S, clock)
        super().__init__(connector_id, channel.lstrip("#").lower(), clock, on_status, bucket)
        self._login = login.lower() or f"justinfan{10_000 + secrets.randbelow(80_000)}"
        self._token = token
        self._where = (host, port)
        self._tls = None if is_plain else tls or ssl.create_default_context()
        self._writer: asyncio.StreamWriter | None = None
        self._number = 0

    @property
    def capabilities(self) -> Capability:
        """Moderation goes through Twitch's API, not through IRC."""
        return Capability.READ | (Capability.SEND if self._token else Capability(0))

    async def send(self, text: str, reply_to: str = "") -> None:
        """Say something in the room."""
        if not self._token:
            raise UnavailableError("without a login this connection only reads", self._room)
        writer = self._writer
        if writer is None:
            raise UnavailableError("the chat is not connected", self._room)
        line = write_line("PRIVMSG", self._room, text)
        if reply_to:
            line = f"@reply-parent-msg-id={reply_to} ".encode() + line
        self.spend()
        writer.write(line)
        await writer.drain()

    @property
    def _room(self) -> str:
        return f"#{self.status.channel}"

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        host, port = self._where
        opening = asyncio.open_connection(host, port, ssl=self._tls, limit=LONGEST_BYTES)
        reader, writer = await asyncio.wait_for(opening, _CONNECT_S)
        try:
            self._introduce(writer)
            async for line in self._lines(reader, writer):
                if line.command == "PING":
                    writer.write(write_line("PONG", line.text))
                elif line.command in ("001", "376", "422"):
                    writer.write(write_line("JOIN", self._room))
                for heard in self._heard_of(line):
                    if isinstance(heard, Alive):
                        self._writer = writer
                    yield heard
        finally:
            self._writer = None
            writer.close()

    def _introduce(self, writer: asyncio.StreamWriter) -> None:
        writer.write(write_line("CAP", "REQ", _CAPABILITIES))
        if self._token:
            writer.write(write_line("PASS", f"oauth:{self._token.removeprefix('oauth:')}"))
        writer.write(write_line("NICK", self._login))
        writer.write(f"USER {self._login} 0 * :{self._login}\r\n".encode())
        writer.write(write_line("CAP", "END"))

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

    def _heard_of(self, line: IrcLine) -> list[AnyHeard]:
        command, tags = line.command, line.tags
        if command == "PRIVMSG" and line.parameters[:1] == (self._room,):
            self._number += 1
            return [message_of(line, self.clock.wall_ms(), self._number)]
        if command in ("366", "PONG"):
            return [Alive()]
        if command == "CLEARMSG" and tags.get("target-msg-id"):
            return [MessageGone(tags["target-msg-id"])]
        if command == "CLEARCHAT":
            if not tags.get("target-user-id"):
                return [RoomCleared()]
            seconds = tags.get("ban-duration", "")
            return [PersonCleared(tags["target-user-id"], int(seconds) if seconds.isdigit() else 0)]
        if command == "USERNOTICE":
            return [NoticeHeard(tags.get("system-msg", line.text), tags.get("msg-id", ""))]
        self._refuse(line)
        if command == "RECONNECT":
            raise UnavailableError("Twitch asks to connect anew", self._room)
        return []

    def _refuse(self, line: IrcLine) -> None:
        """Raises for a server's no that will stay one, and for one that may not."""
        if line.command in _NOT_THE_ROOM:
            raise RefusedError(f"the room is not open: {line.text}", self._room)
        said = line.text.lower()
        is_login = "authentication failed" in said or "improperly formatted auth" in said
        if line.command in _NOT_US or (line.command == "NOTICE" and is_login):
            raise RefusedError("the login is not taken; sign in again", self._room)
        if line.command == "433":
            raise UnavailableError("the name is in use there", self._room)
        if line.command == "ERROR":
            raise UnavailableError(f"the server says: {line.text}", self._room)
