"""Which events belong to which poll or draw; what happened before had none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_BIG_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "engaged",
        sa.Column("event_id", _BIG_ID, primary_key=True, autoincrement=False),
        sa.Column("thing_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
    )
    op.create_index("engaged_by_thing", "engaged", ["thing_id", "event_id"])
    op.create_index("engaged_by_kind", "engaged", ["kind", "event_id"])
