"""Signed requests, checked by a second writing of the signature; a no in words."""

from collections.abc import AsyncIterator

import msgspec
import pytest

from studio.chat.connectors.bilibili_app import OpenLiveApp, signed_headers
from studio.chat.connectors.connector import RefusedError
from studio.chat.connectors.http_json import http_session
from studio.core.clock import SystemClock
from studio.core.errors import UnavailableError
from tests.fakes.fake_bilibili import APP_ID, CODE, FakeBilibili
from tests.support.stands.bilibili import KEYS


@pytest.fixture
async def bilibili() -> AsyncIterator[FakeBilibili]:
    async with FakeBilibili() as bilibili:
        yield bilibili


async def test_a_session_begins_lives_and_ends(bilibili: FakeBilibili) -> None:
    app = OpenLiveApp(KEYS, SystemClock(), bilibili.url)
    async with http_session() as session:
        begun = await app.start(session)
        await app.beat(session, begun.game_id)
        await app.end(session, begun.game_id)
        assert (begun.room_id, len(begun.links)) == (7, 2)
        with pytest.raises(UnavailableError, match=r"not now: 心跳过期 \(7003\)"):
            await app.beat(session, begun.game_id)
    assert [name for name, _ in bilibili.calls] == ["start", "heartbeat", "end", "heartbeat"]
    assert bilibili.calls[0][1] == {"code": CODE, "app_id": APP_ID}


async def test_wrong_keys_are_wrong_for_good(bilibili: FakeBilibili) -> None:
    wrong = msgspec.structs.replace(KEYS, access_secret="wrong")
    async with http_session() as session:
        with pytest.raises(RefusedError, match="access key or its secret is wrong"):
            await OpenLiveApp(wrong, SystemClock(), bilibili.url).start(session)


async def test_a_session_that_has_not_ended_is_waited_for(bilibili: FakeBilibili) -> None:
    bilibili.games.add("another")
    async with http_session() as session:
        with pytest.raises(UnavailableError, match="7002"):
            await OpenLiveApp(KEYS, SystemClock(), bilibili.url).start(session)


def test_keys_do_not_print_themselves() -> None:
    assert "secret" not in f"{KEYS} {KEYS!r}"


def test_a_signature_covers_body_time_and_nonce() -> None:
    first = signed_headers(KEYS, b"{}", 1, "n")
    assert first == signed_headers(KEYS, b"{}", 1, "n")
    for other in (
        signed_headers(KEYS, b"{ }", 1, "n"),
        signed_headers(KEYS, b"{}", 2, "n"),
        signed_headers(KEYS, b"{}", 1, "m"),
    ):
        assert other["Authorization"] != first["Authorization"]
