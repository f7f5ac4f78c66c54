"""Whoever touches the chain is found out."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.records.chat import Decision, ViewerNoted
from studio.core.records.record import Record
from studio.privacy.audit_key import AuditKey
from studio.privacy.vault import Vault
from studio.privacy.verify import Verified, verify
from studio.store.database import FILE_NAME, Database
from studio.store.store import Store
from tests.support.chat_records import SHOW, decided, received
from tests.support.stored import SIGNER


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = Database.in_folder(tmp_path)
    made = Store(database, Vault(bytes(32)), SIGNER)
    made.write([received(1)])
    made.write([decided(1, Decision.DELETE, second) for second in range(60)])
    made.write([Record(SHOW, 70, ViewerNoted("p-anna", "kind"), "p-mod")])
    made.sign_chain(99)
    yield made
    database.close()


def found(store: Store, tmp_path: Path, *statements: str) -> Verified:
    """After somebody with the file in their hands did this."""
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()
    return verify(store.database, SIGNER)


def test_an_untouched_chain_is_whole(store: Store, tmp_path: Path) -> None:
    verified = found(store, tmp_path)
    assert verified.is_whole
    assert (verified.links, verified.checkpoints, verified.signed_up_to) == (61, 2, 61)


def test_erasing_somebody_breaks_nothing(store: Store, tmp_path: Path) -> None:
    store.erase("p-anna")
    assert found(store, tmp_path).is_whole


_OPEN = "DROP TRIGGER event_no_update"
_OPEN_TOO = "DROP TRIGGER event_no_delete"


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        ((_OPEN, "UPDATE event SET actor = 'p-other' WHERE id = 9"), "link 8 was changed"),
        ((_OPEN, "UPDATE event SET sealed = x'00' WHERE kind = 'viewer_noted'"), "link 61 was"),
        ((_OPEN_TOO, "DELETE FROM event WHERE id = 9"), "link 8 is gone from the log"),
        (("DELETE FROM audit WHERE number = 8",), "link 8 is missing"),
        (("UPDATE audit SET hash = x'11' WHERE number = 50",), "signed at link 50"),
        (("UPDATE audit_checkpoint SET wall_ms = 3",), "is not this studio's"),
        (("DELETE FROM audit WHERE number > 55",), "signed at link 61"),
    ],
)
def test_every_touch_is_told(
    store: Store, tmp_path: Path, statements: tuple[str, ...], fault: str
) -> None:
    verified = found(store, tmp_path, *statements)
    assert any(fault in told for told in verified.faults), verified.faults
    assert len(verified.faults) <= 20


def test_another_studios_key_knows_nothing_of_it(store: Store) -> None:
    assert not verify(store.database, AuditKey(bytes(32))).is_whole
