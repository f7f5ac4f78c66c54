"""A database of the revision before is taken along."""

from pathlib import Path

from studio.store.database import Database
from tests.support.old_database import leave_at


def test_a_database_of_before_gets_its_tables(tmp_path: Path) -> None:
    leave_at(tmp_path, "0001")
    database = Database.in_folder(tmp_path)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit").scalar_one() == 0
    database.close()
