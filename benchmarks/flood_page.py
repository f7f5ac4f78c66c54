"""Viewers who read the page's chat, and the second window: ``python -m benchmarks.flood_page``.

``python -m benchmarks.flood_page URL DATA READERS``; each line on its input is answered with what
came since that number.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.flood_lines import Arrivals, answer
from studio.core.chat import MessageState
from studio.core.messages.events import Event, MessagesAdded, Topic
from studio.core.tasks import TaskGroupKeeper
from studio.processes.launch import address_of
from studio.web.client import ControlClient, LinkState


class PageReader:
    """Speaks as the page does; keeps the last messages that the hub greets it with as well."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self.arrivals = Arrivals()
        self.is_open = asyncio.Event()
        self.reconnects = -1
        self.gone: asyncio.Queue[str] = asyncio.Queue()

    async def run(self, http: aiohttp.ClientSession) -> None:
        """Read until cancelled; come back when the hub lets it go."""
        headers = {"Origin": self._url}
        while True:
            self.reconnects += 1
            try:
                async with http.ws_connect(f"{self._url}/api/chat", headers=headers) as socket:
                    async for message in socket:
                        self._take(json.loads(message.data))
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)

    def _take(self, said: dict[str, Any]) -> None:
        for one in said.get("messages", ()):
            self.arrivals.take("".join(part[1] for part in one["parts"]))
        for change in said.get("changes", ()):
            if change["message"] is None:
                self.gone.put_nowait(change["id"])
        if said["type"] in ("hello", "settings") and said["isOpen"]:
            self.is_open.set()


class WindowReader:
    """A second window without its widgets: what it hears over the control socket."""

    def __init__(self, data_dir: Path) -> None:
        self.arrivals = Arrivals()
        self.states: dict[str, MessageState] = {}
        self.is_connected = asyncio.Event()
        self.client = ControlClient(
            lambda: address_of(data_dir), Topic.ALL, self._hear, self._follow, "second window"
        )

    def _hear(self, event: Event) -> None:
        if isinstance(event, MessagesAdded):
            for kept in event.messages:
                self.states[kept.message.id] = kept.state
                self.arrivals.take(kept.message.text)

    def _follow(self, state: LinkState) -> None:
        if state is LinkState.CONNECTED:
            self.is_connected.set()


async def _run(url: str, data_dir: Path, count: int) -> None:
    readers = [PageReader(url) for _ in range(count)]
    window = WindowReader(data_dir)
    window.client.start()
    tasks = TaskGroupKeeper("flood-page")
    async with aiohttp.ClientSession() as http:
        for reader in readers:
            tasks.start(reader.run(http), "read")
        await window.is_connected.wait()
        for reader in readers:
            await reader.is_open.wait()
        answer(ready=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            first = int(json.loads(line)["first"])
            pages = [reader.arrivals.told(first) for reader in readers]
            reconnects = sum(reader.reconnects for reader in readers)
            answer(pages=pages, window=window.arrivals.told(first), reconnects=reconnects)
        await tasks.close()
    await window.client.close()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
