"""bilibili's chat by Open Live: it is read, with gifts; the platform lets nobody act in it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable

import aiohttp
import msgspec

from studio.chat.connectors.bilibili_app import APP_URL, AppSession, OpenLiveApp, OpenLiveKeys
from studio.chat.connectors.bilibili_events import read_event
from studio.chat.connectors.bilibili_frames import (
    LARGEST_FRAME,
    Frame,
    Operation,
    read_frames,
    write_frame,
)
from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_connector import HttpConnector
from studio.chat.connectors.http_json import network_words
from studio.chat.connectors.seen_ids import SeenIds
from studio.core.chat import Platform
from studio.core.clock import Clock
from studio.core.connectors import Alive, AnyHeard, Capability, ConnectorStatus, MessageHeard
from studio.core.errors import BadInputError, UnavailableError
from studio.core.tasks import TaskGroupKeeper

_APP_EVERY_S = 20.0
_BEAT_EVERY_S = 30.0
_QUIET_S = 75.0
_AUTH_S = 10.0
_END_S = 3.0


class BilibiliLive(HttpConnector):
    """``channel`` is only its name here: the identity code says which room it is."""

    platform = Platform.BILIBILI

    def __init__(
        self,
        connector_id: str,
        channel: str,
        keys: OpenLiveKeys,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        *,
        app_url: str = APP_URL,
    ) -> None:
        super().__init__(connector_id, channel, clock, on_status)
        self._app = OpenLiveApp(keys, clock, app_url)
        self._told = SeenIds()

    @property
    def capabilities(self) -> Capability:
        """There is no official way to write or to moderate."""
        return Capability.READ

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        app = await self._app.start(self.session)
        tasks = TaskGroupKeeper(f"bilibili.{self.status.connector_id}")
        socket: aiohttp.ClientWebSocketResponse | None = None
        try:
            socket = await self._connect(app)
            beating = [
                tasks.start(self._beat_app(app), "app heartbeat"),
                tasks.start(self._beat(socket), "heartbeat"),
            ]
            async with contextlib.aclosing(self._frames(socket)) as frames:
                async for frame in frames:
                    for heard in self._heard_of(frame):
                        yield heard
                    if any(task.done() for task in beating):
                        raise UnavailableError("bilibili ended the session", self.status.channel)
        finally:
            await tasks.close()
            await self._leave(app, socket)

    async def _connect(self, app: AppSession) -> aiohttp.ClientWebSocketResponse:
        """To the first server of theirs that takes us."""
        failed = UnavailableError("the platform is not reached", self.status.channel)
        for link in app.links:
            try:
                with network_words(link):
                    limits = aiohttp.ClientWSTimeout(ws_close=2.0)
                    socket = await self.session.ws_connect(
                        link, max_msg_size=LARGEST_FRAME, timeout=limits
                    )
            except UnavailableError as error:
                failed = error
                continue
            await socket.send_bytes(write_frame(Operation.AUTH, app.auth_body.encode()))
            return socket
        raise failed

    async def _frames(self, socket: aiohttp.ClientWebSocketResponse) -> AsyncGenerator[Frame, None]:
        """Frames until the end; a message that is none is counted."""
        limit_s = _AUTH_S
        while True:
            message = await socket.receive(limit_s)
            if message.type is not aiohttp.WSMsgType.BINARY:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._drop()
                    continue
                return
            limit_s = _QUIET_S
            try:
                found = read_frames(message.data)
            except BadInputError:
                self._drop()
                continue
            for frame in found:
                yield frame

    def _heard_of(self, frame: Frame) -> list[AnyHeard]:
        if frame.operation == Operation.AUTH_REPLY:
            self._check_welcome(frame.body)
            return [Alive()]
        if frame.operation != Operation.MESSAGE:
            return [Alive()]
        try:
            event_id, heard = read_event(frame.body)
        except BadInputError:
            self._drop()
            return []
        # A message is looked at by its own id later on; gifts and guards have only this one.
        is_message = any(isinstance(one, MessageHeard) for one in heard)
        if event_id and not is_message and not self._told.is_new(event_id):
            self._count(duplicates=self.status.duplicates + 1)
            return []
        return heard

    def _check_welcome(self, body: bytes) -> None:
        try:
            code = msgspec.json.decode(body, type=_Welcome).code
        except (msgspec.DecodeError, UnicodeError) as error:
            where = self.status.channel
            raise UnavailableError("bilibili's answer cannot be read", where) from error
        if code != 0:
            raise RefusedError(f"bilibili does not let us in: {code}", self.status.channel)

    async def _beat_app(self, app: AppSession) -> None:
        """Ends when the session has ended; a heartbeat that was not heard is tried again."""
        while True:
            await asyncio.sleep(_APP_EVERY_S)
            try:
                await self._app.beat(self.session, app.game_id)
            except RefusedError:
                return
            except UnavailableError as error:
                if "7003" in error.what:
                    return

    async def _beat(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Ends with the socket; the answer to a heartbeat is what keeps silence from lasting."""
        with contextlib.suppress(aiohttp.ClientError, OSError):
            while not socket.closed:
                await socket.send_bytes(write_frame(Operation.HEARTBEAT, b""))
                await asyncio.sleep(_BEAT_EVERY_S)

    async def _leave(self, app: AppSession, socket: aiohttp.ClientWebSocketResponse | None) -> None:
        """Hang up and end the session, so that the next one may begin at once."""
        with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
            if socket is not None:
                await socket.close()
        with contextlib.suppress(UnavailableError, RefusedError, TimeoutError):
            await asyncio.wait_for(self._app.end(self.session, app.game_id), _END_S)


class _Welcome(msgspec.Struct, frozen=True):
    code: int
