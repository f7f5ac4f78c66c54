"""What is bilibili's own: heartbeats of two kinds, packed events, gifts, a session's end."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from studio.core.connectors import ConnectorState, MessageHeard, NoticeHeard
from studio.core.tasks import TaskGroupKeeper
from tests.support.bilibili_packets import event, gift, packed, words
from tests.support.stands.bilibili import BilibiliStand
from tests.support.waiting import until

_S = 20
_MODULE = "studio.chat.connectors.bilibili_live"


@pytest.fixture
async def stand(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BilibiliStand]:
    monkeypatch.setattr(f"{_MODULE}._APP_EVERY_S", 0.02)
    monkeypatch.setattr(f"{_MODULE}._BEAT_EVERY_S", 0.02)
    stand = BilibiliStand()
    await stand.open()
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    await until(lambda: stand.connector.status.state is ConnectorState.CONNECTED, _S)
    yield stand
    await tasks.close()
    assert stand.bilibili.games == set()
    await stand.close()


async def test_both_heartbeats_go_on(stand: BilibiliStand) -> None:
    def beats() -> int:
        return [name for name, _ in stand.bilibili.calls].count("heartbeat")

    await until(lambda: beats() >= 3 and stand.bilibili.beats >= 3, _S)
    assert stand.connector.status.state is ConnectorState.CONNECTED
    assert stand.connector.status.reconnects == 0


async def test_many_in_one_packet_are_all_heard_in_order(stand: BilibiliStand) -> None:
    inner = b"".join(event("DM", words(f"m{number}", "x")) for number in range(50))
    await stand.bilibili.send(packed(packed(inner, 3) + event("DM", words("m50", "y")), 2))
    found = [await asyncio.wait_for(stand.connector.heard(), _S) for _ in range(51)]
    ids = [one.platform_id for one in found if isinstance(one, MessageHeard)]
    assert ids == [f"m{number}" for number in range(51)]


async def test_a_gift_told_twice_is_heard_once(stand: BilibiliStand) -> None:
    for message_id in ("g1", "g1", "g2"):
        await stand.bilibili.tell("SEND_GIFT", gift(message_id))
    found = [await asyncio.wait_for(stand.connector.heard(), _S) for _ in range(2)]
    assert all(isinstance(one, NoticeHeard) and one.kind == "gift" for one in found)
    await until(lambda: stand.connector.status.duplicates == 1, _S)


async def test_what_cannot_be_read_is_counted(stand: BilibiliStand) -> None:
    await stand.bilibili.tell("DM", {"msg": 5})
    await stand.bilibili.sockets[0].send_str("text")
    await stand.say(1)
    await asyncio.wait_for(stand.connector.heard(), _S)
    assert stand.connector.status.dropped == 2


@pytest.mark.parametrize("how", ["told", "found out"])
async def test_a_session_that_ended_begins_anew(stand: BilibiliStand, how: str) -> None:
    stand.bilibili.games.clear()
    if how == "told":
        await stand.bilibili.tell("INTERACTION_END", {"game_id": "game-1"})
    await until(lambda: stand.connector.status.reconnects == 1, _S)
    reasons = [one.reason for one in stand.told]
    assert "bilibili ended the session" in reasons
    stand.connector.retry_now()
    await until(lambda: stand.connector.status.state is ConnectorState.CONNECTED, _S)


async def test_nobody_answers_in_any_place() -> None:
    stand = BilibiliStand()
    await stand.open()
    stand.bilibili.sockets.clear()
    stand.bilibili.code = "another"
    await stand.connector.run()
    assert stand.connector.status.state is ConnectorState.REFUSED
    assert "identity code is wrong" in stand.connector.status.reason
    assert [name for name, _ in stand.bilibili.calls] == ["start"]
    await stand.close()
