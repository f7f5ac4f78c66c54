"""Platforms at the hub: what windows ask, over a real room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.chat.joining import Addresses
from studio.chat.spent_file import FILE_NAME
from studio.core.connectors import ConnectorState
from studio.core.errors import NotFoundError
from studio.core.messages import requests as ask
from studio.core.messages.events import EngineConnected, Event, MessagesAdded
from studio.core.messages.results import ChatPage, Done, PlatformsNow
from studio.core.platforms import IrcPlatform, YouTubePlatform
from studio.core.secret_file import SecretFile
from studio.core.store_address import STORE_PASSWORD
from studio.core.team import OWNER
from studio.processes.chat_desk import ChatDesk
from studio.processes.platform_desk import PlatformDesk
from tests.fakes.fake_youtube import KEY, VIDEO, FakeYouTube
from tests.support.servers import free_port
from tests.support.waiting import until


class Hub:
    """The chat with its platforms, as the hub wires them."""

    def __init__(self, folder: Path, addresses: Addresses | None = None) -> None:
        self.told: list[Event] = []
        self.secrets = SecretFile(folder)
        self.chat = ChatDesk(folder, self.told.append, lambda: b"key")
        self.desk = PlatformDesk(folder, self.secrets, self.told.append, addresses)
        self.chat.fellows.append(self.desk)

    async def now(self) -> PlatformsNow:
        found = await self.desk.answer(ask.GetPlatforms(), OWNER)
        assert isinstance(found, PlatformsNow)
        return found


@asynccontextmanager
async def opened(hub: Hub) -> AsyncIterator[None]:
    hub.chat.open()
    hub.chat.hear(EngineConnected())
    try:
        await until(lambda: hub.chat.settings is not None, 30)
        yield
    finally:
        await hub.desk.close()
        await hub.chat.close()


async def test_a_platform_is_joined_when_the_room_opens_and_keeps_its_units(tmp_path: Path) -> None:
    async with FakeYouTube() as youtube:
        hub = Hub(tmp_path, Addresses(youtube_api=youtube.api_url))
        hub.desk.follow((YouTubePlatform(id="y", broadcast=VIDEO),))
        before = (await hub.now()).platforms[0]
        assert before.status.state is ConnectorState.OFF
        async with opened(hub):
            youtube.say("m1", "how much is it")
            done = await hub.desk.answer(ask.SetPlatformSecret("y", "key", KEY), OWNER)
            assert done == Done()
            await until(lambda: any(isinstance(one, MessagesAdded) for one in hub.told), 20)
            page = await hub.chat.answer(ask.GetMessages(), OWNER)
            assert isinstance(page, ChatPage)
            assert [one.state for one in page.connectors] == [ConnectorState.RECEIVING]
            spent = 10_000 - (await hub.now()).platforms[0].status.budget_left
        assert spent > 0
        assert (tmp_path / FILE_NAME).exists()
        again = Hub(tmp_path, Addresses(youtube_api=youtube.api_url))
        again.desk.follow((YouTubePlatform(id="y", broadcast=VIDEO),))
        async with opened(again):
            await until(lambda: _has_asked(again), 20)
            left = again.chat.opened().joined.statuses()[0].budget_left
            assert left < 10_000 - spent


async def test_what_windows_ask_reaches_the_platform(tmp_path: Path) -> None:
    hub = Hub(tmp_path)
    place = IrcPlatform(id="i", host="127.0.0.1", port=free_port(), is_tls=False, channel="clay")
    async with opened(hub):
        hub.desk.follow((place,))
        await until(lambda: _reconnects(hub) > 0, 20)
        before = _reconnects(hub)
        await hub.desk.answer(ask.RetryPlatform("i"), OWNER)
        await until(lambda: _reconnects(hub) > before, 20)
        for request in (
            ask.RetryPlatform("z"),
            ask.StartPlatformLogin("z"),
            ask.CancelPlatformLogin("z"),
            ask.SetPlatformSecret("z", "key", "x"),
        ):
            with pytest.raises(NotFoundError):
                await hub.desk.answer(request, OWNER)
        await hub.desk.answer(ask.SetStorePassword("word"), OWNER)
        assert hub.secrets.get(STORE_PASSWORD) == "word"


def _has_asked(hub: Hub) -> bool:
    statuses = hub.chat.opened().joined.statuses()
    return bool(statuses) and statuses[0].state is ConnectorState.RECEIVING


def _reconnects(hub: Hub) -> int:
    return sum(one.reconnects for one in hub.chat.opened().joined.statuses())
