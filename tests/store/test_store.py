"""The store as its users see it, on SQLite and on PostgreSQL alike."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from studio.core.errors import StudioError
from studio.core.records.chat import (
    Decision,
    MessageReceived,
    Verdict,
    ViewerNoted,
    ViewerTimedOut,
)
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from studio.core.records.team import ActTakenBack, TeamWhispered, ViewerMarked
from studio.core.teamwork import Mark
from studio.privacy.vault import Vault
from studio.store import event_log
from studio.store.database import Database
from studio.store.store import DUPLICATE, Store
from studio.store.tables import PROJECTIONS
from tests.support.chat_records import SHOW, decided, received
from tests.support.stored import SIGNER, found, page


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All projections, row by row; of the index, what is found by a word of each message."""
    with database.reading() as connection:
        tables = {
            table.__tablename__: sorted(
                (tuple(row) for row in connection.execute(select(table.__table__))), key=str
            )
            for table in PROJECTIONS
        }
        rows = connection.execute(text("SELECT count(*) FROM message_search"))
        tables["message_search"] = [tuple(row) for row in rows]
    return tables


def test_a_message_is_kept_once(store: Store) -> None:
    first = store.write([received(1)])
    again = store.write([received(9, platform_id="t1"), received(2), received(8, platform_id="t2")])
    assert again[0] == DUPLICATE
    assert again[1] > first[0]
    assert again[2] == DUPLICATE
    assert [one.message.id for one in page(store)] == ["m1", "m2"]


def test_somebody_erased_is_gone_from_everywhere(store: Store, vault: Vault) -> None:
    note = Record(SHOW, 2500, ViewerNoted("p-anna", "is her own sister"), "p-mod")
    store.write([received(1, "rose"), received(2, "rose", actor="p-ben", name="Ben"), note])
    assert store.erase("p-anna")
    assert not store.erase("p-anna")
    anna, ben = page(store)
    assert (anna.message.author.name, anna.message.text) == ("", "")
    assert (ben.message.author.name, ben.message.text) == ("Ben", "rose")
    assert found(store, "rose") == ["rose"]
    with store.database.reading() as connection:
        stored = [one for part in event_log.read(connection, vault) for one in part]
    assert [one.payload for one in stored if isinstance(one.payload, ViewerNoted)] == [
        ViewerNoted("p-anna")
    ]
    store.write([received(3, "back again")])
    assert page(store)[-1].message.text == "back again"
    fresh = Store(store.database, Vault(bytes(range(32))), SIGNER)
    assert page(fresh)[-1].message.text == "back again"


def test_keys_expire_by_themselves(database: Database) -> None:
    store = Store(database, Vault(bytes(range(32)), retention_days=1), SIGNER)
    store.write([received(1), received(2, actor="p-ben"), received(100_000, actor="p-ben")])
    assert store.erase_expired(86_400_000 + 2000) == 1
    assert [bool(one.message.text) for one in page(store)] == [False, True, True]


def test_another_key_opens_nothing(store: Store, database: Database) -> None:
    store.write([received(1)])
    with pytest.raises(StudioError, match="cannot be opened"):
        page(Store(database, Vault(bytes(32)), SIGNER))


_TEAM_ACTS: dict[str, Callable[[int, str], Payload]] = {
    "note": lambda number, actor: ViewerNoted(actor, "kind" * (number % 2)),
    "mark": lambda number, actor: ViewerMarked(actor, list(Mark)[number % 4]),
    "whisper": lambda number, _actor: TeamWhispered(f"w-{number}", "Mo", "psst"),
    "undo": lambda number, actor: ActTakenBack(number, "ban", actor),
}
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "say",
                "hold",
                "delete",
                "release",
                "block",
                "erase",
                "note",
                "mark",
                "whisper",
                "undo",
            ]
        ),
        st.integers(1, 6),
    ),
    max_size=12,
)


def _do(store: Store, steps: list[tuple[str, int]], at: int) -> None:
    said: set[int] = set()
    for place, (act, number) in enumerate(steps):
        actor = f"p-{number % 3}"
        if act in ("say", "hold"):
            verdict = Verdict.HOLD if act == "hold" else Verdict.ALLOW
            store.write([received(at + number, f"word{number}", actor, verdict=verdict)])
            said.add(number)
        elif act in ("delete", "release") and number in said:
            decision = Decision.DELETE if act == "delete" else Decision.RELEASE
            store.write([decided(at + number, decision, at + place)])
        elif act == "block":
            store.write([Record(SHOW, at + place, ViewerTimedOut(actor, 5), "p-mod")])
        elif act in _TEAM_ACTS:
            store.write(
                [Record(SHOW, at + place, _TEAM_ACTS[act](number, actor), f"p-mod-{actor}")]
            )
        elif act == "erase":
            store.erase(actor)
            store.erase(f"p-mod-{actor}")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_STEPS)
def test_projections_made_anew_are_the_same(store: Store, steps: list[tuple[str, int]]) -> None:
    with store.database.reading() as connection:
        at = sum(
            isinstance(one.payload, MessageReceived)
            for part in event_log.read(connection, store.sealer)
            for one in part
        )
    _do(store, steps, at * 10)
    before = everything(store.database)
    store.rebuild()
    assert everything(store.database) == before
