"""The tables, typed: one append-only log, keys of persons, and projections of the log."""

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite counts by itself only in an INTEGER column.
BigId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Base of all tables."""


class EventRow(Base):
    """One thing that happened. ``payload``: JSON; ``sealed``: its personal part, encrypted."""

    __tablename__ = "event"
    __table_args__ = (Index("event_by_session", "session_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)
    session_id: Mapped[str] = mapped_column(String(64))
    wall_ms: Mapped[int] = mapped_column(BigInteger)
    media_ns: Mapped[int] = mapped_column(BigInteger)
    actor: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(Integer)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class PersonKeyRow(Base):
    """The key that one person's data is sealed with, wrapped by the studio's own key."""

    __tablename__ = "person_key"
    __table_args__ = (Index("person_key_by_expiry", "expires_wall_ms"),)

    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    expires_wall_ms: Mapped[int] = mapped_column(BigInteger)


class MessageRow(Base):
    """A chat message as it stands now; ``sealed`` as in its event, empty once erased."""

    __tablename__ = "message"
    __table_args__ = (
        Index("message_by_session", "session_id", "event_id"),
        Index("message_by_actor", "actor", "event_id"),
        Index("message_by_platform", "platform", "channel", "platform_id", unique=True),
        Index("message_by_state", "state", "event_id"),
    )

    event_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    message_id: Mapped[str] = mapped_column(String(64), unique=True)
    session_id: Mapped[str] = mapped_column(String(64))
    platform: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(200))
    platform_id: Mapped[str] = mapped_column(String(200))
    actor: Mapped[str] = mapped_column(String(64))
    wall_ms: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str] = mapped_column(String(100))
    decided_by: Mapped[str] = mapped_column(String(64))
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class PersonRow(Base):
    """Somebody who wrote: since when, how much, and whether they may write now.

    ``sealed`` is the personal part of their last message, where their name stands; ``note`` that
    of the last note on them. ``held``: how many of theirs had to wait. ``mark``: empty for none.
    ``blocked_until_wall_ms``: 0 free, -1 banned for good.
    """

    __tablename__ = "person"
    __table_args__ = (Index("person_by_mark", "mark", "last_wall_ms"),)

    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    platform: Mapped[str] = mapped_column(String(16))
    first_wall_ms: Mapped[int] = mapped_column(BigInteger)
    last_wall_ms: Mapped[int] = mapped_column(BigInteger)
    messages: Mapped[int] = mapped_column(Integer)
    deleted: Mapped[int] = mapped_column(Integer)
    blocked_until_wall_ms: Mapped[int] = mapped_column(BigInteger)
    blocked_reason: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    held: Mapped[int] = mapped_column(Integer)
    mark: Mapped[str] = mapped_column(String(16))
    note: Mapped[bytes] = mapped_column(LargeBinary)


class SessionRow(Base):
    """One show from its first event to its last."""

    __tablename__ = "session"

    session_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    first_wall_ms: Mapped[int] = mapped_column(BigInteger)
    last_wall_ms: Mapped[int] = mapped_column(BigInteger)
    events: Mapped[int] = mapped_column(Integer)
    messages: Mapped[int] = mapped_column(Integer)


class ActRow(Base):
    """A decision of the audit chain, once for each whom it concerns."""

    __tablename__ = "act"
    __table_args__ = (Index("act_by_target", "target", "event_id"),)

    event_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    target: Mapped[str] = mapped_column(String(64), primary_key=True)


class WhisperRow(Base):
    """What one of the team said to the others; ``sealed`` as in its event, empty once erased."""

    __tablename__ = "whisper"
    __table_args__ = (Index("whisper_by_actor", "actor"),)

    event_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    actor: Mapped[str] = mapped_column(String(64))
    wall_ms: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class AuditRow(Base):
    """A link of the audit chain: the event, and a hash over it and the link before."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class CheckpointRow(Base):
    """The chain up to ``number``, signed."""

    __tablename__ = "audit_checkpoint"

    number: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    wall_ms: Mapped[int] = mapped_column(BigInteger)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class EngagedRow(Base):
    """Which events belong to which poll or draw, to the questions or to the hearts."""

    __tablename__ = "engaged"
    __table_args__ = (
        Index("engaged_by_thing", "thing_id", "event_id"),
        Index("engaged_by_kind", "kind", "event_id"),
    )

    event_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    thing_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))


PROJECTIONS = (MessageRow, PersonRow, SessionRow, ActRow, WhisperRow, EngagedRow)
