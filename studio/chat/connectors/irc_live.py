"""A room on any IRC server, by the plain protocol: read and written, with a nick of our own."""

import re
import ssl
from collections.abc import Callable, Iterable

from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.irc_connector import IrcConnector
from studio.chat.connectors.irc_line import IrcLine, parts_of, write_line
from studio.core.chat import ChatRole, Fragment, Platform
from studio.core.clock import Clock
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorStatus,
    MessageHeard,
    NoticeHeard,
)
from studio.core.errors import BadInputError, UnavailableError
from studio.core.platforms import IrcPlatform

_CAPABILITIES = "message-tags server-time"
_MOST_SENT_BYTES = 400  # 512 with the prefix that the server puts before it
_LOOKS = re.compile("\x03(?:[0-9]{1,2}(?:,[0-9]{1,2})?)?|[\x02\x04\x0f\x11\x16\x1d\x1e\x1f]")
_ACTION = "\x01ACTION "
_OTHER_NICKS = 4
_ROLES = {"~": ChatRole.BROADCASTER, "&": ChatRole.MODERATOR, "@": ChatRole.MODERATOR,
          "%": ChatRole.MODERATOR, "+": ChatRole.VIP}  # fmt: skip
_NOT_US = {
    "432": "the server does not take this nick",
    "464": "the server wants another password",
    "465": "the server does not let us in",
}


class IrcLive(IrcConnector):
    """``password`` is the server's, ``nick_password`` what NickServ knows the nick by."""

    platform = Platform.IRC

    def __init__(
        self,
        place: IrcPlatform,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        *,
        password: str = "",
        nick_password: str = "",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(
            place.id,
            place.room,
            clock,
            on_status,
            room=place.room,
            where=(place.host, place.port),
            tls=(tls or ssl.create_default_context()) if place.is_tls else None,
        )
        self._nick = self._wanted = place.nick
        self._password = password
        self._nick_password = nick_password
        self._tries = 0
        self._is_known = False
        self._roles: dict[str, frozenset[ChatRole]] = {}

    @property
    def capabilities(self) -> Capability:
        """The protocol itself takes no message back."""
        return Capability.READ | Capability.SEND

    async def send(self, text: str, reply_to: str = "") -> None:
        """Say something in the room, in as many lines as it takes."""
        del reply_to
        if not text.strip():
            raise BadInputError("there is nothing to send", "irc")
        lines = [
            write_line("PRIVMSG", self._room, part) for part in parts_of(text, _MOST_SENT_BYTES)
        ]
        if self._writer is None:
            raise UnavailableError("the chat is not connected", self._room)
        for _ in lines:
            self.spend()
        await self._write(lines)

    def _introduction(self) -> Iterable[bytes]:
        self._nick, self._tries = self._wanted, 0
        self._roles, self._is_known = {}, False
        yield write_line("CAP", "REQ", _CAPABILITIES)
        if self._password:
            yield write_line("PASS", self._password)
        yield write_line("NICK", self._nick)
        yield f"USER {self._nick} 0 * :{self._nick}\r\n".encode()
        yield write_line("CAP", "END")

    def _joining(self) -> Iterable[bytes]:
        if self._nick_password and self._nick == self._wanted and not self._is_known:
            self._is_known = True
            yield write_line("PRIVMSG", "NickServ", f"IDENTIFY {self._nick_password}")
        yield from super()._joining()

    def _answer(self, line: IrcLine) -> Iterable[bytes]:
        """Another nick while ours is taken; who is what, after that was changed."""
        yield from super()._answer(line)
        if line.command == "433" and self._tries < _OTHER_NICKS:
            self._tries += 1
            self._nick = f"{self._wanted}{'_' * self._tries}"
            yield write_line("NICK", self._nick)
        elif line.command == "MODE" and self._is_here(line):
            self._roles = {}
            yield write_line("NAMES", self._room)

    def _heard_of(self, line: IrcLine) -> list[AnyHeard]:
        if line.command == "PRIVMSG" and self._is_here(line):
            return self._message(line)
        if line.command in ("366", "PONG"):
            return [Alive()]
        if line.command == "JOIN" and self._is_here(line) and not self._is_us(line.nick):
            return [NoticeHeard("", "join", self._user_id(line.nick), line.nick)]
        if line.command == "NICK" and self._is_us(line.nick):
            self._nick = line.text
        if line.command == "353":
            self._learn(line.text)
        elif line.command == "KICK" and self._is_here(line) and self._is_us(line.parameters[1]):
            raise UnavailableError(f"we were put out of the room: {line.text}", self._room)
        return []

    def _check(self, line: IrcLine) -> None:
        super()._check(line)
        if line.command in _NOT_US:
            raise RefusedError(_NOT_US[line.command], self._room)
        if line.command == "433" and self._tries >= _OTHER_NICKS:
            raise UnavailableError("the nick is in use there", self._room)

    def _message(self, line: IrcLine) -> list[AnyHeard]:
        text = line.text
        if text.startswith(_ACTION):
            text = text.removeprefix(_ACTION).rstrip("\x01")
        elif text.startswith("\x01"):
            return []  # a question to our program, not to the room
        text = _LOOKS.sub("", text)
        if not text.strip():
            return []
        self._number += 1
        now_ms = self.clock.wall_ms()
        nick = line.nick
        return [
            MessageHeard(
                platform_id=line.tags.get("msgid") or f"{now_ms}-{self._number}",
                user_id=self._user_id(nick),
                name=nick,
                fragments=(Fragment(text),),
                sent_wall_ms=now_ms,
                roles=self._roles.get(nick.casefold(), frozenset()),
            )
        ]

    def _learn(self, names: str) -> None:
        for marked in names.split():
            nick = marked.lstrip("".join(_ROLES))
            signs = marked[: len(marked) - len(nick)]
            roles = frozenset(_ROLES[sign] for sign in signs)
            if roles:
                self._roles[nick.casefold()] = roles

    def _user_id(self, nick: str) -> str:
        """A nick is somebody on one server only."""
        return f"{nick.casefold()}@{self._where[0]}"

    def _is_here(self, line: IrcLine) -> bool:
        return bool(line.parameters) and line.parameters[0].casefold() == self._room.casefold()

    def _is_us(self, nick: str) -> bool:
        return nick.casefold() == self._nick.casefold()
