"""`hawker privacy verify`."""

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import delete

from studio import cli
from studio.core.paths import SETTINGS_FILE
from studio.core.records.chat import Decision
from studio.core.secret_file import HUB_SECRETS, SecretFile
from studio.core.settings import Settings, StoreSettings
from studio.core.settings_file import save_settings
from studio.core.store_address import STORE_PASSWORD
from studio.privacy.audit_key import AuditKey
from studio.privacy.vault import Vault, master_key
from studio.store import audit_lines, messages
from studio.store.database import FILE_NAME, Database
from studio.store.store import Store
from studio.store.tables import ActRow, MessageRow
from tests.privacy.test_verify_draws import changed, fair
from tests.support.chat_records import decided, received
from tests.support.postgresql import binaries, running_postgresql


def keep_something(folder: Path, database: Database | None = None) -> None:
    database = database or Database.in_folder(folder)
    store = Store(database, Vault(bytes(32)), AuditKey.in_folder(folder))
    store.write([received(1), decided(1, Decision.DELETE, 2)])
    store.sign_chain(3)
    database.close()


def test_a_whole_chain_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_something(tmp_path)
    assert cli.main(["privacy", "verify", "--data", str(tmp_path)]) == 0
    assert "Nothing was changed" in capsys.readouterr().out
    assert cli.main(["privacy", "verify", "--json", "--data", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["links"], told["signedUpTo"], told["faults"]) == (1, 1, [])


def test_a_broken_one_too_with_another_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_something(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute("UPDATE audit SET hash = x'00'")
    raw.close()
    assert cli.main(["privacy", "verify", "--data", str(tmp_path)]) == 1
    assert "Wrong: link 1 was changed." in capsys.readouterr().out


def test_lucky_draws_are_done_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_something(tmp_path)
    database = Database.in_folder(tmp_path)
    store = Store(database, Vault(bytes(32)), AuditKey.in_folder(tmp_path))
    store.write(fair())
    assert cli.main(["privacy", "verify", "--data", str(tmp_path)]) == 0
    assert "1 lucky draws done again, 0 called off" in capsys.readouterr().out
    store.write(changed(7, winners=())(fair("draw-b")))
    database.close()
    assert cli.main(["privacy", "verify", "--data", str(tmp_path)]) == 1
    assert "Wrong: draw draw-b: others were named" in capsys.readouterr().out


def test_where_nothing_was_kept_nothing_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["privacy", "verify", "--data", str(tmp_path)]) == 1
    assert "nothing was ever recorded here" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(binaries() is None, reason="needs PostgreSQL")
def test_the_database_of_the_settings_is_the_one_that_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running_postgresql() as url:
        store = StoreSettings(url=url)
        save_settings(tmp_path / SETTINGS_FILE, Settings(store=store))
        SecretFile(tmp_path, HUB_SECRETS).set(STORE_PASSWORD, "a word that PostgreSQL trusts")
        keep_something(tmp_path, Database(url))
        assert not (tmp_path / FILE_NAME).exists()
        assert cli.main(["privacy", "verify", "--json", "--data", str(tmp_path)]) == 0
        assert json.loads(capsys.readouterr().out)["links"] == 1


def test_everything_shown_is_made_anew_from_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database.in_folder(tmp_path)
    vault = Vault(master_key(tmp_path))
    store = Store(database, vault, AuditKey.in_folder(tmp_path))
    store.write([received(1), decided(1, Decision.DELETE, 2)])
    with database.transaction() as connection:
        connection.execute(delete(MessageRow))
        connection.execute(delete(ActRow))
    assert cli.main(["privacy", "rebuild", "--data", str(tmp_path)]) == 0
    assert "2 records" in capsys.readouterr().out
    with database.reading() as connection:
        (kept,) = messages.page(connection, vault)
        (line,) = audit_lines.about(connection, vault, "p-anna")
    database.close()
    assert (kept.message.text, kept.decided_by, line.kind) == ("hello", "p-mod", "delete")


def test_where_nothing_was_kept_nothing_is_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["privacy", "rebuild", "--data", str(tmp_path)]) == 1
    assert "nothing was ever recorded here" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
