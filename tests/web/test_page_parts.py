"""A part of the page: its greeting comes after the room's, its frames on the same socket."""

import asyncio
from collections.abc import Sequence

import aiohttp
from aiohttp import web

from studio.core.chat_settings import ChatSettings
from studio.core.clock import SystemClock
from studio.core.messages.events import ChatSettingsChanged, Event
from studio.core.room import RoomMessage
from studio.web.chat_page import ChatPage
from studio.web.page_parts import Frame, PageTeller
from tests.support.chat_messages import message
from tests.support.site import serving


class EmptyRoom:
    """Nobody wrote."""

    settings: ChatSettings | None = None

    def actor_of_page(self, user_id: str) -> str:
        """Easy to read."""
        return f"p-{user_id}"

    def history(self, actor: str) -> Sequence[RoomMessage]:
        """Nothing."""
        del actor
        return ()

    async def post(self, user_id: str, name: str, text: str, reply_to: str) -> RoomMessage:
        """Kept."""
        return RoomMessage(1, message(f"{user_id}{name}{text}{reply_to}"))


class Part:
    """Tells how slow the chat is, in its own frame, and answers on a route of its own."""

    def add_to(self, application: web.Application) -> None:
        """One route."""
        application.router.add_get("/api/chat/part", self._answer)

    def greeting(self, actor: str) -> Sequence[Frame]:
        """Two frames."""
        return ({"type": "part", "who": actor}, {"type": "part", "who": "again"})

    def hear(self, event: Event, page: PageTeller) -> None:
        """Everybody, then the person without a name."""
        if isinstance(event, ChatSettingsChanged):
            page.tell_all({"type": "part", "slow": event.settings.slow_mode_s})
            page.tell_one("", {"type": "part", "own": True})

    async def _answer(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(text="here")


async def test_a_part_greets_tells_and_answers() -> None:
    page = ChatPage(EmptyRoom(), lambda: b"key", SystemClock())
    page.add_part(Part())
    application = web.Application()
    page.add_to(application)
    async with serving(application) as port:
        origin = f"http://127.0.0.1:{port}"
        async with aiohttp.ClientSession(origin) as client:
            async with client.get("/api/chat/part") as response:
                assert await response.text() == "here"
            async with client.ws_connect("/api/chat", headers={"Origin": origin}) as socket:
                greeting = [await asyncio.wait_for(socket.receive_json(), 10) for _ in range(3)]
                assert [frame["type"] for frame in greeting] == ["hello", "part", "part"]
                page.hear(ChatSettingsChanged(ChatSettings(slow_mode_s=7)))
                told = [await asyncio.wait_for(socket.receive_json(), 10) for _ in range(3)]
                assert [frame["type"] for frame in told] == ["settings", "part", "part"]
                assert (told[1]["slow"], told[2]["own"]) == (7, True)
        await page.close()
