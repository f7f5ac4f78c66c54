"""Twitch's chat with an account: EventSub to read, the API to send and to moderate.

A socket that Twitch wants to move is read to its end while the next one is opened.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable

from studio.chat.connectors.bucket import TokenBucket
from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_connector import HttpConnector
from studio.chat.connectors.seen_ids import SeenIds
from studio.chat.connectors.twitch_events import KINDS, heard_of, wall_ms_of
from studio.chat.connectors.twitch_helix import HELIX_URL, Helix
from studio.chat.connectors.twitch_login import TwitchLogin
from studio.chat.connectors.twitch_socket import Envelope, EventSocket, open_socket
from studio.core.chat import MOST_CHARACTERS, Platform
from studio.core.clock import Clock
from studio.core.connectors import Alive, AnyHeard, Capability, ConnectorStatus
from studio.core.errors import BadInputError, UnavailableError
from studio.core.tasks import TaskGroupKeeper

SOCKET_URL = "wss://eventsub.wss.twitch.tv/ws?keepalive_timeout_seconds=30"
_MESSAGES, _IN_S = 20, 30.0
_MOVES = 3
_LOOK_S = 0.1
_DRAIN_S = 0.5
_SCOPES = {
    "user:write:chat": Capability.SEND,
    "moderator:manage:chat_messages": Capability.DELETE,
    "moderator:manage:banned_users": Capability.TIME_OUT | Capability.BAN | Capability.READMIT,
}
_REVOKED = {
    "authorization_revoked": "the login was taken back; sign in to Twitch again",
    "user_removed": "the account is not there any more",
    "chat_user_banned": "this account is banned from the chat",
    "version_removed": "Twitch does not offer this any more; the studio is too old",
}


class TwitchEventSub(HttpConnector):
    """``channel`` is a login name; what it can do follows from what the login allows."""

    platform = Platform.TWITCH
    does_echo = True

    def __init__(
        self,
        connector_id: str,
        channel: str,
        login: TwitchLogin,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        *,
        socket_url: str = SOCKET_URL,
        helix_url: str = HELIX_URL,
    ) -> None:
        bucket = TokenBucket(_MESSAGES, _IN_S, clock)
        super().__init__(connector_id, channel.lstrip("#@").lower(), clock, on_status, bucket)
        self._login = login
        self._helix = Helix(login, clock, helix_url)
        self._url = socket_url
        self._room = ""
        self._told = SeenIds()
        self._mover: asyncio.Task[None] | None = None

    @property
    def capabilities(self) -> Capability:
        """Reading, and what the account gave its leave for."""
        found = Capability.READ
        for scope, capability in _SCOPES.items():
            if scope in self._login.scopes:
                found |= capability
        return found

    async def send(self, text: str, reply_to: str = "") -> None:
        """Say something in the room."""
        self._allow(Capability.SEND, "send messages")
        if not text.strip() or len(text) > MOST_CHARACTERS:
            raise BadInputError(f"a message has 1 to {MOST_CHARACTERS} characters", "send")
        async with self._acting() as session:
            self.spend()
            await self._helix.send(session, self._room, text, reply_to)

    async def delete(self, platform_id: str) -> None:
        """Take a message away on the platform."""
        self._allow(Capability.DELETE, "delete messages")
        async with self._acting() as session:
            await self._helix.delete(session, self._room, platform_id)

    async def time_out(self, user_id: str, seconds: int, reason: str) -> None:
        """Let somebody be silent for a while, two weeks at most."""
        self._allow(Capability.TIME_OUT, "time out")
        async with self._acting() as session:
            await self._helix.ban(session, self._room, user_id, max(1, seconds), reason)

    async def ban(self, user_id: str, reason: str) -> None:
        """Let somebody be silent for good."""
        self._allow(Capability.BAN, "ban")
        async with self._acting() as session:
            await self._helix.ban(session, self._room, user_id, 0, reason)

    async def readmit(self, user_id: str) -> None:
        """Let somebody write again."""
        self._allow(Capability.READMIT, "let somebody in again")
        async with self._acting() as session:
            await self._helix.readmit(session, self._room, user_id)

    def _allow(self, needed: Capability, act: str) -> None:
        if needed not in self.capabilities:
            raise self._cannot(act)
        if not self._room:
            raise UnavailableError("the chat is not connected", self.status.channel)

    async def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        await self._login.validate(is_forced=True)
        self._room = self._room or await self._helix.user_id(self.session, self.status.channel)
        tasks = TaskGroupKeeper(f"twitch.{self.status.connector_id}")
        sockets = [await open_socket(self.session, self._url)]
        try:
            for kind in KINDS:
                await self._helix.subscribe(self.session, kind, self._room, sockets[0].socket_id)
            yield Alive()
            while True:
                envelope = await self._next(sockets, tasks)
                if envelope is not None:
                    for heard in self._heard_of(envelope):
                        yield heard
                await self._look_at_login()
        finally:
            await tasks.close()
            for socket in sockets:
                await socket.close()

    async def _next(self, sockets: list[EventSocket], tasks: TaskGroupKeeper) -> Envelope | None:
        """From the first socket; while there is a second or one is coming, until it is empty."""
        is_alone = len(sockets) == 1
        at_most_s = (_LOOK_S if len(tasks) else None) if is_alone else _DRAIN_S
        try:
            envelope = await sockets[0].receive(at_most_s)
        except BadInputError:
            self._drop()
            return None
        except UnavailableError:
            if self._mover is not None and not self._mover.done():
                await asyncio.wait({self._mover})
            if len(sockets) == 1:
                raise
            is_alone, envelope = False, None
        if envelope is None and not is_alone:
            await sockets.pop(0).close()
        elif envelope is not None and envelope.metadata.message_type == "session_reconnect":
            url = str(envelope.part("session").get("reconnect_url") or "")
            is_safe = url.startswith(self._url.partition("//")[0] + "//")
            if is_safe and not len(tasks) and len(sockets) == 1:
                self._mover = tasks.start(self._move(sockets, url), "move")
        return envelope

    async def _move(self, sockets: list[EventSocket], url: str) -> None:
        """Open the next socket; if that fails, the first one goes on as long as it does."""
        for _ in range(_MOVES):
            try:
                sockets.append(await open_socket(self.session, url))
                return
            except UnavailableError:
                await asyncio.sleep(1)

    async def _look_at_login(self) -> None:
        try:
            await self._login.validate()
        except UnavailableError:
            return  # Twitch's login page is away; the chat is not

    def _heard_of(self, envelope: Envelope) -> list[AnyHeard]:
        metadata = envelope.metadata
        if metadata.message_type == "revocation":
            subscription = envelope.part("subscription")
            why = str(subscription.get("status", ""))
            raise RefusedError(_REVOKED.get(why, f"Twitch ended it: {why}"), self.status.channel)
        if metadata.message_type != "notification":
            return [Alive()]
        if not self._told.is_new(metadata.message_id):
            self._count(duplicates=self.status.duplicates + 1)
            return []
        at_ms = wall_ms_of(metadata.message_timestamp, self.clock.wall_ms())
        try:
            return heard_of(metadata.subscription_type, envelope.payload.get("event"), at_ms)
        except BadInputError:
            self._drop()
            return []
