"""Asked for kinds, things, persons, shows and times; the newest so many, oldest first."""

import pytest

from studio.core.records import engage as rec
from studio.core.records.record import Record
from studio.store import engaged
from studio.store.store import Store


@pytest.fixture
def kept(store: Store) -> Store:
    votes = [
        Record("show-1", number, rec.PollVoted(f"poll-{number % 2}", number), f"p-{number % 3}")
        for number in range(6)
    ]
    hearts = Record("show-2", 9, rec.HeartsGiven(4))
    store.write([*votes, hearts, Record("show-2", 9, rec.DrawEntered("draw-a", "Anna"), "p-anna")])
    return store


def options(kept: Store, **fields: object) -> list[int]:
    wanted = rec.Wanted((rec.PollVoted,), **fields)  # type: ignore[arg-type]
    with kept.database.reading() as connection:
        found = engaged.read(connection, kept.sealer, wanted)
    return [one.payload.option for one in found if isinstance(one.payload, rec.PollVoted)]


def test_only_what_was_asked_for_is_found(kept: Store) -> None:
    assert options(kept) == [0, 1, 2, 3, 4, 5]
    assert options(kept, things=("poll-1",)) == [1, 3, 5]
    assert options(kept, actors=("p-0",)) == [0, 3]
    assert options(kept, session_id="show-2") == []
    assert options(kept, since_wall_ms=4) == [4, 5]
    assert options(kept, most=2) == [4, 5]


def test_a_name_is_read_until_its_person_is_erased(kept: Store) -> None:
    wanted = rec.Wanted((rec.DrawEntered, rec.HeartsGiven))
    for name in ("Anna", ""):
        with kept.database.reading() as connection:
            found = engaged.read(connection, kept.sealer, wanted)
        assert [one.payload for one in found] == [
            rec.HeartsGiven(4),
            rec.DrawEntered("draw-a", name),
        ]
        kept.erase("p-anna")
