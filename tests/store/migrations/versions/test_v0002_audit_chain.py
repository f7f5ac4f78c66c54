"""A database of the revision before is taken along."""

import sqlite3
from pathlib import Path

from studio.store.database import FILE_NAME, Database


def test_a_database_of_before_gets_its_tables(tmp_path: Path) -> None:
    Database.in_folder(tmp_path).close()
    raw = sqlite3.connect(tmp_path / FILE_NAME)
    raw.executescript(
        "DROP TABLE audit; DROP TABLE audit_checkpoint; DROP TABLE engaged;"
        " UPDATE alembic_version SET version_num = '0001'"
    )
    raw.close()
    database = Database.in_folder(tmp_path)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit").scalar_one() == 0
    database.close()
