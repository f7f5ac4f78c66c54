"""What is YouTube's own: page after page, units shown and obeyed, the end of a broadcast."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from studio.chat.connectors.unit_budget import UnitBudget, UnitTable, read_table
from studio.chat.connectors.youtube_live import YouTubeLive
from studio.core.clock import SystemClock
from studio.core.connectors import Capability, ConnectorState, MessageGone, MessageHeard
from studio.core.errors import BadInputError, UnavailableError
from studio.core.tasks import TaskGroupKeeper
from tests.fakes.fake_youtube import CHAT, KEY, VIDEO
from tests.fakes.virtual_clock import VirtualClock
from tests.support.stands.youtube import YouTubeStand
from tests.support.waiting import until

_S = 20


@pytest.fixture
async def stand() -> AsyncIterator[YouTubeStand]:
    stand = YouTubeStand()
    await stand.open()
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    await until(lambda: stand.connector.status.state is ConnectorState.CONNECTED, _S)
    yield stand
    await tasks.close()
    await stand.close()


async def heard(stand: YouTubeStand) -> str:
    found = await asyncio.wait_for(stand.connector.heard(), _S)
    return found.platform_id if isinstance(found, MessageHeard) else type(found).__name__


async def test_each_page_is_asked_for_by_the_one_before(stand: YouTubeStand) -> None:
    for number in (1, 2, 3):
        await stand.say(number)
        assert await heard(stand) == f"m{number}"
    asked = [one.query for one in stand.youtube.requests if one.path == "liveChat/messages"]
    assert {one["liveChatId"] for one in asked} == {CHAT}
    tokens = [one.get("pageToken", "") for one in asked]
    assert tokens[0] == ""
    assert tokens == sorted(tokens)


@pytest.mark.parametrize("interval_ms", [4000, 10])
async def test_it_waits_as_long_as_youtube_says(
    stand: YouTubeStand, interval_ms: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    really = asyncio.sleep

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await really(0.001)

    monkeypatch.setattr("studio.chat.connectors.youtube_live.asyncio.sleep", sleep)
    stand.youtube.interval_ms = interval_ms
    await until(lambda: interval_ms / 1000 in slept, _S)


@pytest.mark.parametrize(
    ("day", "show_s", "pause_s"),
    [(10_000, 14_400, 8), (10_000, 3600, 5), (1500, 14_400, 15), (10_000, 0, 5), (0, 14_400, 15)],
)
def test_it_asks_less_often_where_the_units_would_not_last(
    day: int, show_s: float, pause_s: float
) -> None:
    clock = VirtualClock()
    budget = UnitBudget(UnitTable(day, 1000, read_table().calls), clock)
    connector = YouTubeLive("y", VIDEO, budget, clock, lambda status: None, key=KEY, show_s=show_s)
    assert connector._pause_s(5000) == pytest.approx(pause_s, rel=0.01)


async def test_units_are_shown_and_obeyed() -> None:
    table = read_table()
    costs = table.calls
    small = UnitTable(day=130, reserve=100, calls=costs)
    stand = YouTubeStand(small)
    await stand.open()
    assert stand.connector.status.budget_left == 130
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    words = "are kept for moderating"
    await until(lambda: any(words in one.reason for one in stand.told), _S)
    asked = len(stand.youtube.requests)
    assert stand.connector.status.budget_left == 130 - 1 - 5 * 5
    assert stand.connector.status.state is ConnectorState.RECONNECTING
    stand.connector.retry_now()
    await until(lambda: stand.connector.status.reconnects >= 2, _S)
    assert len(stand.youtube.requests) == asked
    await stand.connector.delete("m1")  # what the reserve is for
    assert stand.connector.status.budget_left == 54
    await tasks.close()
    await stand.close()


@pytest.mark.parametrize("how", ["offline", "told", "refused"])
async def test_the_end_of_a_broadcast_is_the_end(stand: YouTubeStand, how: str) -> None:
    await stand.say(1)
    if how == "offline":
        stand.youtube.offline_at = "2026-11-25T21:00:00Z"
    elif how == "told":
        stand.youtube.tell("end", "chatEndedEvent", "")
    else:
        await heard(stand)
        stand.youtube.refusal = (403, "liveChatEnded")
    await until(lambda: stand.connector.status.state is ConnectorState.REFUSED, _S)
    assert stand.connector.status.reason == "the broadcast is over"
    assert stand.connector.status.received == 1


async def test_a_page_that_youtube_forgot_costs_no_message(stand: YouTubeStand) -> None:
    await stand.say(1)
    assert await heard(stand) == "m1"
    stand.youtube.is_page_forgotten = True
    await until(lambda: stand.connector.status.reconnects == 1, _S)
    await stand.say(2)
    stand.connector.retry_now()
    assert await heard(stand) == "m2"
    assert stand.connector.status.duplicates == 1


async def test_what_is_taken_away_is_heard_once(stand: YouTubeStand) -> None:
    for _ in range(2):
        gone = {"deletedMessageId": "m1"}
        stand.youtube.tell("d1", "messageDeletedEvent", "", messageDeletedDetails=gone)
    assert await stand.connector.heard() == MessageGone("m1")
    await until(lambda: stand.connector.status.duplicates == 1, _S)


async def test_acts_arrive(stand: YouTubeStand) -> None:
    await stand.connector.send("hello", "m1")
    await stand.connector.time_out("UC200", 300, "calm down")
    await stand.connector.ban("UC201", "spam")
    await stand.connector.readmit("UC200")
    assert stand.youtube.acts == [
        ("send", "hello"),
        ("ban", "UC200", 300),
        ("ban", "UC201", 0),
        ("readmit", "ban-1"),
    ]
    with pytest.raises(UnavailableError, match="only whom this studio sent out"):
        await stand.connector.readmit("UC999")
    with pytest.raises(BadInputError, match="1 to 200 characters"):
        await stand.connector.send("x" * 201)


@pytest.mark.parametrize(
    ("channel", "state"),
    [
        (f"https://youtu.be/{VIDEO}?si=x", ConnectorState.CONNECTED),
        (f"https://www.youtube.com/live/{VIDEO}", ConnectorState.CONNECTED),
        (VIDEO, ConnectorState.CONNECTED),
        ("https://example.com/", ConnectorState.REFUSED),
    ],
)
async def test_addresses(stand: YouTubeStand, channel: str, state: ConnectorState) -> None:
    budget = UnitBudget(read_table(), SystemClock())
    connector = YouTubeLive(
        "y", channel, budget, SystemClock(), stand.told.append,
        key=KEY, api_url=stand.youtube.api_url,
    )  # fmt: skip
    assert connector.capabilities == Capability.READ
    tasks = TaskGroupKeeper("test")
    tasks.start(connector.run(), "connector")
    await until(lambda: connector.status.state is state, _S)
    await tasks.close()
