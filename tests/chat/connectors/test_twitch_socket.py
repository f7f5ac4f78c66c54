"""One socket: a welcome or none, silence, rubbish, and what its end means."""

import pytest

from studio.chat.connectors.http_json import http_session
from studio.chat.connectors.twitch_socket import open_socket
from studio.core.errors import BadInputError, UnavailableError
from tests.fakes.fake_site import FakeSite
from tests.fakes.fake_twitch import FakeTwitch, heartbeat


async def test_a_welcomed_socket_hears_and_is_silent() -> None:
    async with FakeTwitch() as twitch, http_session() as session:
        socket = await open_socket(session, twitch.ws_url)
        assert socket.socket_id.startswith("session-")
        await heartbeat(twitch)
        envelope = await socket.receive()
        assert envelope is not None
        assert envelope.metadata.message_type == "session_keepalive"
        assert await socket.receive(0.01) is None
        await socket.close()


async def test_silence_beyond_the_promise_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.chat.connectors.twitch_socket._GRACE_S", 0.0)
    async with FakeTwitch(keepalive_s=0.05) as twitch, http_session() as session:
        socket = await open_socket(session, twitch.ws_url)
        with pytest.raises(UnavailableError, match="fell silent"):
            await socket.receive()
        await socket.close()


@pytest.mark.parametrize(
    ("code", "words"), [(4003, "no subscription in time"), (1001, "closed the connection")]
)
async def test_what_an_end_means(code: int, words: str) -> None:
    async with FakeTwitch() as twitch, http_session() as session:
        socket = await open_socket(session, twitch.ws_url)
        await twitch.cut(code)
        with pytest.raises(UnavailableError, match=words):
            await socket.receive()
        await socket.close()


@pytest.mark.parametrize("text", ["{", "[]", '{"metadata":{}}', '{"metadata":5}'])
async def test_rubbish_is_said(text: str) -> None:
    async with FakeTwitch() as twitch, http_session() as session:
        socket = await open_socket(session, twitch.ws_url)
        await twitch.sockets[0].socket.send_str(text)
        with pytest.raises(BadInputError, match="cannot be read"):
            await socket.receive()
        await twitch.sockets[0].socket.send_bytes(b"\x00")
        with pytest.raises(BadInputError, match="cannot be read"):
            await socket.receive()
        await socket.close()


async def test_no_socket_is_a_sentence() -> None:
    async with FakeSite() as site, http_session() as session:
        with pytest.raises(UnavailableError, match=r"does not take the connection \(404\)"):
            await open_socket(session, site.ws_url)


async def test_too_large_a_message_ends_the_socket() -> None:
    async with FakeTwitch() as twitch, http_session() as session:
        socket = await open_socket(session, twitch.ws_url)
        await twitch.sockets[0].socket.send_str("x" * 2_000_000)
        with pytest.raises(UnavailableError, match="closed the connection"):
            await socket.receive()
        await socket.close()


async def test_a_socket_without_a_subscription_is_ended() -> None:
    async with FakeTwitch(grace_s=0.01) as twitch, http_session() as session:
        socket = await open_socket(session, twitch.ws_url)
        with pytest.raises(UnavailableError, match="no subscription in time"):
            await socket.receive()
        await socket.close()
