"""IRC connectors against a server of a few lines that a test plays."""

import abc
import asyncio

from studio.chat.connectors.irc_connector import IrcConnector
from studio.chat.connectors.irc_live import IrcLive
from studio.core.clock import SystemClock
from studio.core.platforms import IrcPlatform
from tests.support.stands.stand import Stand


class LinesStand(Stand, abc.ABC):
    """Against a few lines of IRC; real servers have tests of their own."""

    no: bytes

    @abc.abstractmethod
    def made(self, port: int) -> IrcConnector:
        """The connector, for a server at that port."""

    @abc.abstractmethod
    def line(self, number: int) -> str:
        """Somebody writes ``said N``."""

    async def open(self) -> None:
        self._writers: list[asyncio.StreamWriter] = []
        self._acts: list[str] = []
        self._fails = 0
        self._does_refuse = False
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.connector = self.made(port)

    async def close(self) -> None:
        self._server.close()
        await self.cut()
        await self._server.wait_closed()

    async def say(self, *numbers: int) -> None:
        for number in numbers:
            self._write(self.line(number))

    async def rubbish(self) -> None:
        self._write("@only=tags\r\n")

    async def cut(self) -> None:
        for writer in self._writers:
            writer.close()

    async def fail_once(self) -> None:
        self._fails += 1

    async def refuse(self) -> None:
        self._does_refuse = True

    @property
    def open_connections(self) -> int:
        return len(self._writers)

    @property
    def acts(self) -> list[str]:
        return self._acts

    def _write(self, line: str) -> None:
        for writer in self._writers:
            writer.write(line.encode())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._fails:
            self._fails -= 1
            writer.close()
            return
        if self._does_refuse:
            writer.write(self.no)
        self._writers.append(writer)
        try:
            while line := await reader.readline():
                if line.startswith(b"USER") and not self._does_refuse:
                    writer.write(b":tmi 001 hawker :Welcome\r\n")
                elif line.startswith(b"JOIN"):
                    writer.write(b":tmi 366 hawker #clay :End\r\n")
                elif line.startswith(b"PRIVMSG"):
                    self._acts.append("send")
        except OSError:
            return
        finally:
            self._writers.remove(writer)
            writer.close()


class IrcLiveStand(LinesStand):
    """Any server, as the plain protocol has it."""

    no = b":irc 465 hawker :You are banned\r\n"

    def made(self, port: int) -> IrcLive:
        place = IrcPlatform(id="irc", host="127.0.0.1", channel="clay", port=port, is_tls=False)
        return IrcLive(place, SystemClock(), self.told.append)

    def line(self, number: int) -> str:
        return f"@msgid=m{number} :ben!ben@ben PRIVMSG #clay :said {number}\r\n"
