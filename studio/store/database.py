"""Opening the database: SQLite beside the show by default, PostgreSQL by URL, migrated first."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from studio.core.errors import BadInputError, StudioError, UnavailableError

MIGRATIONS = Path(__file__).parent / "migrations"
FILE_NAME = "hawker.sqlite3"
_BUSY_MS = 2000
_SQLITE = "sqlite"
_POSTGRESQL = "postgresql"


class Database:
    """One open database at its newest revision; connections come from its pool.

    Raises BadInputError for an address that is none, UnavailableError for a database that is
    not reached, StudioError for one that a newer studio wrote.
    """

    def __init__(self, url: str) -> None:
        self.url = _checked(url)
        self.place = self.url.render_as_string(hide_password=True)
        self.engine = _engine_of(self.url)
        try:
            self._migrate()
        except StudioError:
            self.engine.dispose()
            raise
        except DBAPIError as error:
            self.engine.dispose()
            raise unavailable(error, self.place) from error

    @classmethod
    def in_folder(cls, folder: Path) -> "Database":
        """The default: one SQLite file in the data folder."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(str(URL.create(_SQLITE, database=str(folder / FILE_NAME))))

    @property
    def is_sqlite(self) -> bool:
        """Whether it is the embedded one."""
        return self.engine.dialect.name == _SQLITE

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Everything inside is kept together, or nothing.

        Raises UnavailableError while the database takes nothing, BadInputError for a value that
        it will never take.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (DataError, IntegrityError) as error:
            raise BadInputError(
                f"the database refuses it: {_first_line(error)}", "store"
            ) from error
        except DBAPIError as error:
            raise unavailable(error, self.place) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For questions."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise unavailable(error, self.place) from error

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        with self.engine.begin() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known:
                raise StudioError(
                    f"the database was written by a newer version of the studio ({current})",
                    self.place,
                )
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def unavailable(error: DBAPIError, place: str) -> UnavailableError:
    """What the database says, in one sentence."""
    said = _first_line(error)
    words = {
        "locked": "the database is locked by another program",
        "disk is full": "the disk is full, so the database takes nothing more",
        "readonly": "the database cannot be written",
        "not a database": "the file is not a database",
        "malformed": "the database is damaged",
        "connection": "the database is not reached",
    }
    for sign, sentence in words.items():
        if sign in said.lower():
            return UnavailableError(sentence, place)
    return UnavailableError(f"the database refuses: {said}", place)


def _first_line(error: DBAPIError) -> str:
    return (str(error.orig).strip() or "it failed").splitlines()[0]


def _checked(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise BadInputError("this is no database address", "store") from error
    backend = url.get_backend_name()
    if backend == _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if backend != _SQLITE:
        raise BadInputError("the database must be sqlite or postgresql", backend)
    return url


def _engine_of(url: URL) -> Engine:
    if url.get_backend_name() != _SQLITE:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    engine = create_engine(url, connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Python's own transactions leave DDL outside of them; SQLAlchemy's BEGIN takes their place.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={_BUSY_MS}",
        "foreign_keys=ON",
        "cache_size=-32000",
        "secure_delete=ON",  # what was erased must not stay in free pages
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
