"""One EventSub socket: welcome, envelopes, keepalives; what its end means."""

import contextlib
from typing import Any

import aiohttp
import msgspec

from studio.chat.connectors.http_json import network_words
from studio.core.errors import BadInputError, UnavailableError

_WELCOME_S = 15.0
_GRACE_S = 5.0
_LARGEST = 1024 * 1024
_CLOSED = {
    4000: "Twitch has a fault of its own",
    4001: "Twitch heard what it did not ask for",
    4002: "Twitch found the line dead",
    4003: "Twitch saw no subscription in time",
    4004: "Twitch waited too long for the new connection",
    4005: "Twitch has trouble with its network",
    4006: "Twitch has trouble with its network",
    4007: "Twitch does not know the address to go on at",
}


class _Metadata(msgspec.Struct, frozen=True):
    message_id: str
    message_type: str
    message_timestamp: str = ""
    subscription_type: str = ""


class Envelope(msgspec.Struct, frozen=True):
    """One message of Twitch's; ``payload`` is unchecked."""

    metadata: _Metadata
    payload: dict[str, Any] = {}

    def part(self, name: str) -> dict[str, Any]:
        """An object in the payload; empty when there is none."""
        found = self.payload.get(name)
        return found if isinstance(found, dict) else {}


class EventSocket:
    """Welcomed by Twitch; nothing is ever written to it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, welcome: Envelope) -> None:
        session = welcome.part("session")
        self._socket = socket
        self.socket_id = str(session.get("id", ""))
        kept = session.get("keepalive_timeout_seconds")
        self._quiet_s = (float(kept) if isinstance(kept, int | float) else 30.0) + _GRACE_S

    async def receive(self, at_most_s: float | None = None) -> Envelope | None:
        """The next message; None when nothing came in ``at_most_s``.

        UnavailableError when the socket is at its end or has been silent for longer than
        Twitch promised, BadInputError for what cannot be read.
        """
        try:
            found = await self._socket.receive(at_most_s or self._quiet_s)
        except TimeoutError as error:
            if at_most_s is not None:
                return None
            raise UnavailableError("Twitch fell silent", "EventSub") from error
        return _envelope(found)

    async def close(self) -> None:
        """Hang up; Twitch's answer is not waited for long."""
        with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
            await self._socket.close()


async def open_socket(session: aiohttp.ClientSession, url: str) -> EventSocket:
    """Connect and be welcomed. UnavailableError when that does not come about."""
    with network_words(url):
        limits = aiohttp.ClientWSTimeout(ws_close=2.0)
        socket = await session.ws_connect(url, max_msg_size=_LARGEST, timeout=limits)
    try:
        welcome = _envelope(await socket.receive(_WELCOME_S))
        if welcome.metadata.message_type != "session_welcome":
            raise UnavailableError("Twitch does not say welcome", "EventSub")
        return EventSocket(socket, welcome)
    except BadInputError as error:
        await socket.close()
        raise UnavailableError(error.what, error.where) from error
    except BaseException:
        await socket.close()
        raise


def _envelope(found: aiohttp.WSMessage) -> Envelope:
    if found.type is aiohttp.WSMsgType.TEXT:
        try:
            return msgspec.json.decode(found.data, type=Envelope)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise BadInputError("Twitch sent what cannot be read", "EventSub") from error
    if found.type is aiohttp.WSMsgType.BINARY:
        raise BadInputError("Twitch sent what cannot be read", "EventSub")
    words = _CLOSED.get(found.data) if isinstance(found.data, int) else None
    raise UnavailableError(words or "Twitch closed the connection", "EventSub")
