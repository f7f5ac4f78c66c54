"""The event log, keys of persons, and the first projections."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _log()
    _messages()
    _persons()
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def _log() -> None:
    op.create_table(
        "event",
        sa.Column("id", _BIG_ID, primary_key=True, autoincrement=True),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("wall_ms", sa.BigInteger, nullable=False),
        sa.Column("media_ns", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("event_by_session", "event", ["session_id", "id"])
    op.create_table(
        "person_key",
        sa.Column("actor", sa.String(64), primary_key=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("expires_wall_ms", sa.BigInteger, nullable=False),
    )
    op.create_index("person_key_by_expiry", "person_key", ["expires_wall_ms"])


def _messages() -> None:
    op.create_table(
        "message",
        sa.Column("event_id", _BIG_ID, primary_key=True, autoincrement=False),
        sa.Column("message_id", sa.String(64), nullable=False, unique=True),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(200), nullable=False),
        sa.Column("platform_id", sa.String(200), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("wall_ms", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("rule", sa.String(100), nullable=False),
        sa.Column("decided_by", sa.String(64), nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("message_by_session", "message", ["session_id", "event_id"])
    op.create_index("message_by_actor", "message", ["actor", "event_id"])
    op.create_index("message_by_state", "message", ["state", "event_id"])
    op.create_index(
        "message_by_platform", "message", ["platform", "channel", "platform_id"], unique=True
    )


def _persons() -> None:
    op.create_table(
        "person",
        sa.Column("actor", sa.String(64), primary_key=True),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("first_wall_ms", sa.BigInteger, nullable=False),
        sa.Column("last_wall_ms", sa.BigInteger, nullable=False),
        sa.Column("messages", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Integer, nullable=False),
        sa.Column("blocked_until_wall_ms", sa.BigInteger, nullable=False),
        sa.Column("blocked_reason", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("first_wall_ms", sa.BigInteger, nullable=False),
        sa.Column("last_wall_ms", sa.BigInteger, nullable=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("messages", sa.Integer, nullable=False),
    )


def _on_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE message_search USING fts5(tokens, tokenize='ascii', detail='full')"
    )
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER event_no_{act.lower()} BEFORE {act} ON event "
            "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
        )


def _on_postgresql() -> None:
    op.execute(
        "CREATE TABLE message_search (event_id BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX message_search_tokens ON message_search USING GIN (tokens)")
    op.execute(
        "CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event "
        "FOR EACH ROW EXECUTE FUNCTION event_is_append_only()"
    )
