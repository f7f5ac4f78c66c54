from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.chat.archive import Archive
from studio.core.chat import MessageState, Platform
from studio.core.records.chat import Decision, Verdict, ViewerTimedOut
from studio.core.records.engage import PollVoted, Wanted
from studio.core.records.record import Record
from studio.core.records.team import TeamWhispered, ViewerMarked
from studio.core.room import PersonStanding
from studio.core.teamwork import Mark, PersonMark
from studio.privacy.vault import Vault
from studio.store.database import Database
from studio.store.store import Store
from tests.support.chat_records import SHOW, decided, received
from tests.support.stored import SIGNER


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = Database.in_folder(tmp_path)
    yield Store(database, Vault(bytes(range(32))), SIGNER)
    database.close()


async def test_it_tells_what_the_store_remembers(store: Store) -> None:
    ids = store.write(
        [
            received(1, "how much"),
            received(2, verdict=Verdict.HOLD),
            received(3, "how long"),
            decided(3, Decision.DELETE, 4),
            Record(SHOW, 5, ViewerTimedOut("p-ben", 0, "spam"), "p-mod"),
            Record(SHOW, 6, PollVoted("poll-a", 1), "p-anna"),
        ]
    )
    archive = Archive(store)
    latest = await archive.latest()
    assert [one.message.id for one in latest] == ["m1", "m2", "m3"]
    states = [MessageState.VISIBLE, MessageState.HELD, MessageState.DELETED]
    assert [one.state for one in latest] == states
    assert [one.event_id for one in await archive.latest(ids[2], 1)] == [ids[1]]
    assert [one.message.id for one in await archive.search("how much")] == ["m1"]
    assert [one.message.id for one in await archive.held()] == ["m2"]
    one = await archive.one("m3")
    assert one is not None
    assert one.decided_by == "p-mod"
    assert await archive.one("m9") is None
    assert await archive.blocked(0) == [PersonStanding("p-ben", -1, "spam")]
    assert await archive.was_here("p-anna")
    assert not await archive.was_here("p-ben")
    assert await archive.first_wall_ms("p-anna") == 1000
    votes = await archive.engaged(Wanted((PollVoted,), ("poll-a",)))
    assert [(one.id, one.actor) for one in votes] == [(ids[-1], "p-anna")]
    archive.close()


async def test_it_tells_what_the_team_needs_of_a_person(store: Store) -> None:
    store.write(
        [
            received(1, "how much"),
            decided(1, Decision.DELETE, 2),
            Record(SHOW, 3, ViewerTimedOut("p-anna", 9_000, "caps"), "p-mod"),
            Record(SHOW, 4, ViewerMarked("p-anna", Mark.WATCH), "p-mod"),
            Record(SHOW, 5, TeamWhispered("w-1", "Mo", "watch her"), "p-mod"),
        ]
    )
    archive = Archive(store)
    card = await archive.card("p-anna", 8_999)
    assert card is not None
    assert (card.name, card.platforms, card.mark) == ("Anna", (Platform.TWITCH,), Mark.WATCH)
    assert card.standing == PersonStanding("p-anna", 9_000, "caps")
    assert [one.message.text for one in card.history] == ["how much"]
    assert [one.kind for one in card.acts] == ["mark", "time_out", "delete"]
    later = await archive.card("p-anna", 9_000)
    assert later is not None
    assert later.standing is None
    assert await archive.card("p-nobody", 0) is None
    assert await archive.name_of("p-anna") == "Anna"
    assert await archive.name_of("p-nobody") == ""
    assert [one.number for one in await archive.audit()] == [3, 2, 1]
    assert [one.number for one in await archive.audit(3, 1)] == [2]
    whispers, marks = await archive.team()
    assert [one.text for one in whispers] == ["watch her"]
    assert marks == [PersonMark("p-anna", Mark.WATCH)]
    archive.close()
