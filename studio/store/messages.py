"""Questions about messages: a page of a show, one person's, the held ones, and search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from studio.core.chat import Author, ChatMessage
from studio.core.records.chat import MessageReceived
from studio.core.records.record import join
from studio.store import search_index
from studio.store.message_view import MessageState
from studio.store.sealing import Sealer
from studio.store.search_index import NEWEST
from studio.store.tables import MessageRow
from studio.store.tokens import asked

_TABLE = MessageRow.__table__
_KIND = MessageReceived.__struct_config__.tag
PAGE = 100


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message with what became of it. An erased author's name and words are empty."""

    event_id: int
    session_id: str
    message: ChatMessage
    state: MessageState
    rule: str
    decided_by: str


def page(
    connection: Connection,
    sealer: Sealer,
    session_id: str = "",
    before: int = NEWEST,
    most: int = PAGE,
) -> list[KeptMessage]:
    """The last messages of a show before that event, oldest first; of all, without its id."""
    query = select(_TABLE).where(_TABLE.c.event_id < before)
    if session_id:
        query = query.where(_TABLE.c.session_id == session_id)
    return _newest(connection, sealer, query, most)


def of_person(
    connection: Connection, sealer: Sealer, actor: str, before: int = NEWEST, most: int = PAGE
) -> list[KeptMessage]:
    """What somebody wrote last, in any show, oldest first."""
    query = select(_TABLE).where(_TABLE.c.actor == actor, _TABLE.c.event_id < before)
    return _newest(connection, sealer, query, most)


def one(connection: Connection, sealer: Sealer, message_id: str) -> KeptMessage | None:
    """The message of that id, if there is one."""
    query = select(_TABLE).where(_TABLE.c.message_id == message_id)
    return next(iter(_newest(connection, sealer, query, 1)), None)


def by_ids(
    connection: Connection, sealer: Sealer, message_ids: Collection[str]
) -> dict[str, KeptMessage]:
    """These messages by their ids, as far as there are such."""
    asked = [one for one in message_ids if one]
    if not asked:
        return {}
    rows = connection.execute(select(_TABLE).where(_TABLE.c.message_id.in_(asked))).all()
    return {kept.message.id: kept for kept in _kept(connection, sealer, rows)}


def several(
    connection: Connection, sealer: Sealer, message_ids: Sequence[str]
) -> list[KeptMessage]:
    """Those of these ids that there are, oldest first; ask for some hundreds at once."""
    query = select(_TABLE).where(_TABLE.c.message_id.in_(message_ids))
    return _newest(connection, sealer, query, len(message_ids))


def in_state(
    connection: Connection, sealer: Sealer, state: MessageState, most: int = PAGE
) -> list[KeptMessage]:
    """The last messages in that state, oldest first."""
    return _newest(connection, sealer, select(_TABLE).where(_TABLE.c.state == state.value), most)


def search(
    connection: Connection, sealer: Sealer, words: str, before: int = NEWEST, most: int = PAGE
) -> list[KeptMessage]:
    """Messages that hold all these words, newest last; none for a question without words."""
    tokens = [sealer.blind(token) for token in asked(words)]
    ids = search_index.find(connection, tokens, before, most)
    query = select(_TABLE).where(_TABLE.c.event_id.in_(ids))
    return _newest(connection, sealer, query, most) if ids else []


def _newest(
    connection: Connection, sealer: Sealer, query: Select[Any], most: int
) -> list[KeptMessage]:
    rows = connection.execute(query.order_by(_TABLE.c.event_id.desc()).limit(most)).all()
    return _kept(connection, sealer, rows[::-1])


def _kept(connection: Connection, sealer: Sealer, rows: Sequence[Row[Any]]) -> list[KeptMessage]:
    kept = []
    for row in rows:
        personal = sealer.unseal(connection, row.actor, row.sealed) if row.sealed else b""
        payload = join(str(_KIND), row.payload, personal)
        if isinstance(payload, MessageReceived):
            kept.append(_message(row, payload))
    return kept


def _message(row: Row[Any], payload: MessageReceived) -> KeptMessage:
    message = ChatMessage(
        id=payload.message_id,
        platform=payload.platform,
        channel=payload.channel,
        platform_id=payload.platform_id,
        author=Author(row.actor, payload.author_name, roles=payload.roles),
        fragments=payload.fragments,
        sent_wall_ms=payload.sent_wall_ms,
        received_wall_ms=row.wall_ms,
        reply_to=payload.reply_to,
        amount=payload.amount,
    )
    return KeptMessage(
        row.event_id,
        row.session_id,
        message,
        MessageState(row.state),
        row.rule,
        row.decided_by,
    )
