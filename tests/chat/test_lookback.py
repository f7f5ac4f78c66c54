"""Looking back in pages, and for what was decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.chat.archive import Archive
from studio.chat.lookback import Looked
from studio.core.records.chat import Decision, Verdict
from studio.privacy.vault import Vault
from studio.store.database import Database
from studio.store.store import Store
from tests.support.chat_records import decided, received
from tests.support.stored import SIGNER


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    database = Database.in_folder(tmp_path)
    store = Store(database, Vault(bytes(range(32))), SIGNER)
    store.write([received(number, f"hello {number}") for number in range(1, 8)])
    store.write([received(8, verdict=Verdict.HOLD, actor="p-ben"), decided(1, Decision.DELETE, 9)])
    made = Archive(store)
    yield made
    made.close()
    database.close()


def ids(looked: Looked) -> list[str]:
    """Whose turn it was."""
    return [one.message.id for one in looked.found]


async def test_it_goes_back_page_by_page_until_the_time_that_was_asked_for(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.chat.lookback._MOST_ASKED", 3)
    lookback = archive.lookback
    first = await lookback.look_through(lambda _one: True, 2500)
    assert ids(first) == ["m8", "m7", "m6"]
    second = await lookback.look_through(lambda one: one.event_id != 5, 2500, first.before)
    assert (ids(second), second.before == 0) == (["m4", "m3"], False)
    third = await lookback.look_through(lambda _one: True, 2500, second.before)
    assert third == Looked((), 0)


async def test_several_first_times_and_decisions(archive: Archive) -> None:
    lookback = archive.lookback
    found = await lookback.several(["m8", "m1", "m99"])
    assert [one.message.id for one in found] == ["m1", "m8"]
    persons = ["p-anna", "p-ben"]
    assert await lookback.first_times(persons, is_seen=True) == {"p-anna": 2000}
    assert await lookback.first_times(persons, is_seen=False) == {"p-anna": 1000, "p-ben": 8000}
    assert await archive.first_seen("p-ben") == 0
    (record,) = await lookback.decided(("message_decided",), 5)
    assert record.wall_ms == 9000
