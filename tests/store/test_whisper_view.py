"""What the team said among itself: kept, in order, and gone with who said it."""

from studio.core.records.record import Record
from studio.core.records.team import TeamWhispered
from studio.core.teamwork import Whisper
from studio.store.store import Store
from studio.store.whisper_view import whispers
from tests.support.chat_records import SHOW


def said(number: int, by: str, name: str) -> Record:
    return Record(SHOW, number, TeamWhispered(f"w-{number}", name, f"word {number}"), by)


def heard(store: Store, most: int = 100) -> list[Whisper]:
    with store.database.reading() as connection:
        return whispers(connection, store.sealer, most)


def test_the_last_whispers_in_their_order(store: Store) -> None:
    store.write([said(number, "device-mo", "Mo") for number in range(1, 6)])
    assert heard(store)[0] == Whisper("w-1", "device-mo", "Mo", "word 1", 1)
    assert [one.id for one in heard(store, 2)] == ["w-4", "w-5"]


def test_who_is_erased_has_said_nothing(store: Store) -> None:
    store.write([said(1, "device-mo", "Mo"), said(2, "device-li", "Li")])
    store.erase("device-mo")
    assert [one.name for one in heard(store)] == ["Li"]
    store.rebuild()
    assert [one.name for one in heard(store)] == ["Li"]
