"""How a database goes about a question: by which indexes, or row by row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from studio.store.database import Database


def plans(database: Database, ask: Callable[[Connection], object]) -> list[str]:
    """The plan of each question that ``ask`` puts, as the database words it."""
    found = []
    with database.reading() as connection:
        with _noted(database) as statements:
            ask(connection)
        if not database.is_sqlite:  # a small table is read whole, whatever indexes it has
            connection.exec_driver_sql("SET enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        for statement, parameters in statements:
            rows = connection.exec_driver_sql(explain + statement, parameters)
            found.append("\n".join(str(row[-1]) for row in rows))
    return found


def reads_whole_tables(plan: str) -> bool:
    """Whether any table is gone through from its beginning to its end."""
    by_key = ("USING INDEX", "USING COVERING INDEX", "USING INTEGER PRIMARY KEY")
    scans = [line for line in plan.splitlines() if line.lstrip().startswith("SCAN")]
    return "Seq Scan" in plan or any(not any(key in line for key in by_key) for line in scans)


@contextmanager
def _noted(database: Database) -> Iterator[list[tuple[str, Any]]]:
    noted: list[tuple[str, Any]] = []

    def note(_1: object, _2: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            noted.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
