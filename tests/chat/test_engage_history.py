"""Of much little is read, and it gives the same as all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.chat.archive import Archive
from studio.chat.draw_book import Entrant
from studio.chat.engage_history import records_before, records_of_draw
from studio.chat.engagement import Engagement
from studio.core.engage import DrawRules
from studio.core.records.record import Record
from studio.privacy.vault import Vault
from studio.store.database import Database
from studio.store.store import Store
from tests.support.kept_log import KeptLog, KeptSeeds
from tests.support.stored import SIGNER


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    database = Database.in_folder(tmp_path)
    asked = Archive(Store(database, Vault(bytes(range(32))), SIGNER))
    yield asked
    asked.close()
    database.close()


def begun(log: KeptLog, archive: Archive, records: list[Record]) -> Engagement:
    parts = Engagement(log.append, log.clock, KeptSeeds(), archive, lambda: log.session_id)
    parts.follow(records)
    return parts


async def _an_evening(log: KeptLog, archive: Archive) -> None:
    parts = begun(log, archive, [])
    for number in range(3):
        await parts.polls.open(f"Which {number}?", ("A", "B"), 0, "owner", is_hidden=False)
        for person in range(4):
            await parts.vote(f"p-{person}", person % 2)
        if number < 2:
            await parts.polls.close("owner")
        await parts.draws.open(DrawRules(prize=str(number)), 0, "owner")
        for person in range(5):
            if person != 2:
                await parts.draws.enter(_entrant(person, parts), log.session_id)
        if number < 2:
            await parts.draws.reveal("owner")
        parts.give_hearts("p-1", 2)
        await parts.likes.write()


def _entrant(person: int, parts: Engagement) -> Entrant:
    won = {winner.actor for draw in parts.draws.book.past for winner in draw.winners}
    actor = f"p-{person}"
    return Entrant(actor if actor not in won else f"{actor}-else", f"Person {person}")


async def test_the_next_hub_knows_what_went_on(archive: Archive) -> None:
    log = KeptLog()
    await _an_evening(log, archive)
    archive._store.write(log.records)
    found = await records_before(archive, log.session_id, log.clock.wall_ms())
    assert [one.id for one in found] == sorted(one.id for one in found)
    assert len(found) < len(log.records)  # old votes and old entries are left where they are
    anew, all_of_it = begun(log, archive, found), begun(log, archive, log.records)
    assert anew.shown() == all_of_it.shown()
    assert anew.polls.past == all_of_it.polls.past
    for mine, full in zip(anew.draws.book.past, all_of_it.draws.book.past, strict=True):
        assert (mine.id, mine.root, mine.winners) == (full.id, full.root, full.winners)
    assert anew.mine("p-1") == all_of_it.mine("p-1")
    assert anew.draws.book.tickets() == all_of_it.draws.book.tickets()


async def test_one_draw_is_found_with_all_its_entries(archive: Archive) -> None:
    log = KeptLog()
    await _an_evening(log, archive)
    archive._store.write(log.records)
    first = begun(log, archive, log.records).draws.book.past[-1]
    records = await records_of_draw(archive, first.id)
    checked = begun(log, archive, records).draws.book
    assert checked.now == first
    assert len(checked.tickets()) == 4
    assert await records_of_draw(archive, "draw-unknown") == []
