"""A room full of people with a team at work, on a real hub: for pictures of windows."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import msgspec

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import Event, Topic
from studio.core.messages.results import ChatPage, Invitation, Snapshot
from studio.core.pairings import PairingAddress
from studio.core.room import RoomMessage
from studio.core.running import HubAddress
from studio.core.status import ShowState
from studio.core.teamwork import Mark
from studio.processes.launch import address_of
from studio.web.client import ControlClient, LinkState
from studio.web.pairing import pair

_SAID = (
    ("小雨", "这个多少钱"),
    ("Anna", "hello everybody"),
    ("Kenji", "サイズはありますか"),
    ("Max", "first"),
    ("María", "me encanta"),
    ("민수", "얼마예요"),
    ("Max", "buy cheap followers at www.followers.example now"),
    ("Olga", "does it come in blue?"),
    ("Lee", "the linen one looks great on you"),
    ("加我", "加微信 abc12345 有优惠"),
    ("小雨", "有没有大码"),
    ("Ivy", "see www.shop.example for the same dress"),
    ("Anna", "so pretty"),
    ("Max", "cheap followers, best price, write to me"),
    ("María", "¿cuánto cuesta el envío?"),
    ("Kenji", "かわいい"),
    ("Lee", "when is the next show?"),
    ("小雨", "主播今天的裙子好好看，想要链接"),
    ("Anna", "how long does delivery take?"),
    ("민수", "예뻐요"),
)
_STEP_S = 0.15


class FilledRoom:
    """``data_dir``: of a hub that runs. `fill`, then `close`."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._owner = _client(lambda: address_of(data_dir), "filler")
        self._ben: ControlClient | None = None
        self._visitors: list[aiohttp.ClientSession] = []

    async def fill(self) -> str:
        """Everything is said and done; an invitation for one more moderator."""
        await self._connected(self._owner)
        told = await self._owner.request(ask.GetSnapshot())
        assert isinstance(told, Snapshot)
        moderators = msgspec.structs.replace(told.settings.moderators, is_allowed=True, port=0)
        settings = msgspec.structs.replace(told.settings, moderators=moderators)
        await self._owner.request(ask.SetSettings(settings))
        if told.state is not ShowState.LIVE:
            await self._owner.request(ask.StartShow())
        await self._write(told.viewer_url)
        self._ben = await self._invited("Ben")
        await self._work(self._ben)
        return (await self._invite("Mei")).link

    async def close(self) -> None:
        """Everybody goes."""
        for client in (self._owner, self._ben):
            if client is not None:
                await client.close()
        for visitor in self._visitors:
            await visitor.close()

    async def _write(self, url: str) -> None:
        headers = {"Origin": url.rstrip("/")}
        people: dict[str, aiohttp.ClientSession] = {}
        for name, text in _SAID:
            if name not in people:
                # Each from an address of their own: of one, only a few may come at once.
                home = aiohttp.TCPConnector(local_addr=(f"127.0.1.{len(people) + 1}", 0))
                people[name] = aiohttp.ClientSession(
                    connector=home, cookie_jar=aiohttp.CookieJar(unsafe=True), headers=headers
                )
                self._visitors.append(people[name])
                await people[name].post(f"{url}api/chat/name", json={"name": name})
            await people[name].post(f"{url}api/chat/messages", json={"text": text})
            await asyncio.sleep(_STEP_S)

    async def _work(self, ben: ControlClient) -> None:
        page = await ben.request(ask.GetMessages())
        assert isinstance(page, ChatPage)
        by_text = {kept.message.text: kept for kept in (*page.messages, *page.held)}
        actor = _find(by_text, "first").message.author.actor
        asked = _find(by_text, "does it come in blue").message.id
        await ben.request(ask.NotePerson(actor, "was here last week, too"))
        await ben.request(ask.MarkPerson(actor, Mark.WATCH))
        await ben.request(ask.TimeOutPerson(actor, 3600, "spam"))
        await ben.request(ask.ClaimMessage(asked))
        await ben.request(ask.WhisperTeam("keep an eye on Max"))
        await self._owner.request(ask.WhisperTeam("thanks, I answer the sizes"))
        await ben.request(ask.LookAt("questions", asked))

    async def _invite(self, name: str) -> Invitation:
        made = await self._owner.request(ask.Invite(name=name))
        assert isinstance(made, Invitation)
        return made

    async def _invited(self, name: str) -> ControlClient:
        pairing, token = await pair(PairingAddress.parse((await self._invite(name)).link), name)
        address = HubAddress(pairing.url, token, pairing.fingerprint)
        client = _client(lambda: address, name)
        await self._connected(client)
        return client

    async def _connected(self, client: ControlClient) -> None:
        client.start()
        while True:
            try:
                await client.request(ask.GetMessages())
                await client.request(ask.GetSnapshot())
            except UnavailableError:
                await asyncio.sleep(_STEP_S)
            else:
                return


@contextmanager
def filled_room(data_dir: Path) -> Iterator[str]:
    """The invitation of a room on the hub of this folder; its people go at the end."""
    loop = asyncio.new_event_loop()
    worker = threading.Thread(target=loop.run_forever, name="filled-room")
    worker.start()

    def run(what: "Coroutine[object, object, str | None]") -> str | None:
        return asyncio.run_coroutine_threadsafe(what, loop).result()

    room: list[FilledRoom] = []

    async def begin() -> str:
        room.append(FilledRoom(data_dir))
        return await room[0].fill()

    try:
        yield run(begin()) or ""
    finally:
        for one in room:
            run(one.close())
        loop.call_soon_threadsafe(loop.stop)
        worker.join()
        loop.close()


def _client(find: Callable[[], HubAddress | tuple[str, str] | None], name: str) -> ControlClient:
    return ControlClient(find, Topic(0), _ignore, _ignore, name)


def _find(by_text: dict[str, RoomMessage], begin: str) -> RoomMessage:
    return next(kept for text, kept in by_text.items() if text.startswith(begin))


def _ignore(_told: Event | LinkState) -> None:
    return None
