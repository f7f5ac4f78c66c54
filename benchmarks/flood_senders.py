"""People who write: ``python -m benchmarks.flood_senders page|irc WHERE PERSONS``.

Each line on its input, ``{"first": 0, "count": 50000, "seconds": 600}``, is answered when all of
it is sent. On the page every person has an address of loopback of their own (127.0.0.2 and on),
because the page lets no address flood; on IRC a connection each. ``acknowledged``: the numbers
that the page said are kept.
"""

import asyncio
import json
import sys
import time
from abc import ABC, abstractmethod

import aiohttp

from benchmarks.flood_lines import answer, written
from benchmarks.many_words import name_of
from studio.core.tasks import TaskGroupKeeper

_AT_ONCE = 40


class Crowd(ABC):
    """People of one kind."""

    def __init__(self) -> None:
        self.acknowledged: list[int] = []
        self.refused: dict[str, int] = {}

    @abstractmethod
    async def come(self, count: int) -> None:
        """So many of them, ready to write."""

    @abstractmethod
    async def write(self, number: int) -> None:
        """One of them, by turns, writes that line."""

    @abstractmethod
    async def leave(self) -> None:
        """All of them."""

    def refuse(self, why: str) -> None:
        """A line that was not taken."""
        self.refused[why] = self.refused.get(why, 0) + 1


class OnThePage(Crowd):
    """Each with a name and an address of their own."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url.rstrip("/")
        self._persons: list[aiohttp.ClientSession] = []

    async def come(self, count: int) -> None:
        """All of them."""
        for person in range(count):
            address = f"127.0.{1 + person // 250}.{2 + person % 250}"
            connector = aiohttp.TCPConnector(local_addr=(address, 0))
            jar = aiohttp.CookieJar(unsafe=True)
            headers = {"Origin": self._url}
            http = aiohttp.ClientSession(connector=connector, cookie_jar=jar, headers=headers)
            self._persons.append(http)
            named = {"name": name_of(person)}
            async with http.post(f"{self._url}/api/chat/name", json=named) as response:
                assert response.status == 200, await response.text()

    async def write(self, number: int) -> None:
        """By turns."""
        http = self._persons[number % len(self._persons)]
        try:
            said = {"text": written(number)}
            async with http.post(f"{self._url}/api/chat/messages", json=said) as response:
                told = await response.json()
        except (aiohttp.ClientError, TimeoutError) as error:
            self.refuse(type(error).__name__)
            return
        if "id" in told:
            self.acknowledged.append(number)
        else:
            self.refuse(told["refused"])

    async def leave(self) -> None:
        """All of them."""
        for http in self._persons:
            await http.close()


class OnIrc(Crowd):
    """Each with a connection; they write into the room from outside of it."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._port, self._room = where.split("#")
        self._persons: list[asyncio.StreamWriter] = []
        self._tasks = TaskGroupKeeper("flood-irc")

    async def come(self, count: int) -> None:
        """All of them."""
        for first in range(0, count, _AT_ONCE):
            part = range(first, min(count, first + _AT_ONCE))
            self._persons += await asyncio.gather(*(self._one(person) for person in part))

    async def _one(self, person: int) -> asyncio.StreamWriter:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(self._port))
        writer.write(f"NICK person{person}\r\nUSER p{person} 0 * :p{person}\r\n".encode())
        while b" 001 " not in (line := await reader.readline()):
            assert line, "the server let somebody go"
            if line.startswith(b"PING"):
                writer.write(line.replace(b"PING", b"PONG"))
        self._tasks.start(_live(reader, writer), "live")
        return writer

    async def write(self, number: int) -> None:
        """By turns."""
        writer = self._persons[number % len(self._persons)]
        writer.write(f"PRIVMSG #{self._room} :{written(number)}\r\n".encode())
        await writer.drain()

    async def leave(self) -> None:
        """All of them."""
        for writer in self._persons:
            writer.close()
        await self._tasks.close()


async def _live(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while line := await reader.readline():
        if line.startswith(b"PING"):
            writer.write(line.replace(b"PING", b"PONG"))


async def send(crowd: Crowd, first: int, count: int, seconds: float) -> float:
    """At even distances; how late the latest of them began, in milliseconds."""
    began = time.monotonic()
    latest = 0.0
    async with asyncio.TaskGroup() as writing:
        for place in range(count):
            due = began + seconds * place / count
            if (left := due - time.monotonic()) > 0:
                await asyncio.sleep(left)
            latest = max(latest, time.monotonic() - due)
            writing.create_task(crowd.write(first + place))
    return 1000 * latest


async def _run(kind: str, where: str, count: int) -> None:
    crowd: Crowd = OnThePage(where) if kind == "page" else OnIrc(where)
    await crowd.come(count)
    answer(ready=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        crowd.acknowledged, crowd.refused = [], {}
        latest_ms = await send(crowd, order["first"], order["count"], order["seconds"])
        answer(
            sent=order["count"],
            latest_ms=round(latest_ms, 1),
            acknowledged=crowd.acknowledged,
            refused=crowd.refused,
        )
    await crowd.leave()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], sys.argv[2], int(sys.argv[3])))
