"""The team's work: notes and marks of persons, whom decisions concern, whispers.

What was decided before is found by persons once the projections are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables and columns."""
    no_bytes = sa.text("x''" if op.get_bind().dialect.name == "sqlite" else "''")
    for column in (
        sa.Column("held", sa.Integer, nullable=False, server_default="0"),
        sa.Column("mark", sa.String(16), nullable=False, server_default=""),
        sa.Column("note", sa.LargeBinary, nullable=False, server_default=no_bytes),
    ):
        op.add_column("person", column)
    op.create_index("person_by_mark", "person", ["mark", "last_wall_ms"])
    op.create_table(
        "act",
        sa.Column("event_id", _BIG_ID, primary_key=True, autoincrement=False),
        sa.Column("target", sa.String(64), primary_key=True),
    )
    op.create_index("act_by_target", "act", ["target", "event_id"])
    op.create_table(
        "whisper",
        sa.Column("event_id", _BIG_ID, primary_key=True, autoincrement=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("wall_ms", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("whisper_by_actor", "whisper", ["actor"])
