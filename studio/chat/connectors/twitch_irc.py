"""Twitch's chat over IRC: read without an account, write with a token.

Any IRC server will do where Twitch's extensions are missing; the tests speak to real ones.
"""

import secrets
import ssl
from collections.abc import Callable, Iterable

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.irc_connector import IrcConnector
from studio.chat.connectors.irc_line import IrcLine, write_line
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
from studio.core.errors import UnavailableError

HOST, PORT = "irc.chat.twitch.tv", 6697
_CAPABILITIES = "twitch.tv/tags twitch.tv/commands"
_NOT_US = frozenset({"432", "464", "465"})


class TwitchIrc(IrcConnector):
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
        name = channel.lstrip("#").lower()
        super().__init__(
            connector_id,
            name,
            clock,
            on_status,
            room=f"#{name}",
            where=(host, port),
            tls=None if is_plain else tls or ssl.create_default_context(),
        )
        self._login = login.lower() or f"justinfan{10_000 + secrets.randbelow(80_000)}"
        self._token = token

    @property
    def capabilities(self) -> Capability:
        """Moderation goes through Twitch's API, not through IRC."""
        return Capability.READ | (Capability.SEND if self._token else Capability(0))

    async def send(self, text: str, reply_to: str = "") -> None:
        """Say something in the room."""
        if not self._token:
            raise UnavailableError("without a login this connection only reads", self._room)
        line = write_line("PRIVMSG", self._room, text)
        if reply_to:
            line = f"@reply-parent-msg-id={reply_to} ".encode() + line
        if self._writer is not None:
            self.spend()
        await self._write([line])

    def _introduction(self) -> Iterable[bytes]:
        yield write_line("CAP", "REQ", _CAPABILITIES)
        if self._token:
            yield write_line("PASS", f"oauth:{self._token.removeprefix('oauth:')}")
        yield write_line("NICK", self._login)
        yield f"USER {self._login} 0 * :{self._login}\r\n".encode()
        yield write_line("CAP", "END")

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
            return [_notice(line)]
        if command == "RECONNECT":
            raise UnavailableError("Twitch asks to connect anew", self._room)
        return []

    def _check(self, line: IrcLine) -> None:
        """Twitch's own ways to say no, too."""
        super()._check(line)
        said = line.text.lower()
        is_login = "authentication failed" in said or "improperly formatted auth" in said
        if line.command in _NOT_US or (line.command == "NOTICE" and is_login):
            raise RefusedError("the login is not taken; sign in again", self._room)
        if line.command == "433":
            raise UnavailableError("the name is in use there", self._room)


def _notice(line: IrcLine) -> NoticeHeard:
    tags = line.tags
    return NoticeHeard(
        tags.get("system-msg", line.text),
        tags.get("msg-id", ""),
        tags.get("user-id", ""),
        tags.get("display-name", ""),
    )
