"""The projection of messages: each as it stands now, and the index of their words."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from studio.core.chat import MessageState as MessageState
from studio.core.records.chat import Decision, MessageDecided, MessageReceived, Verdict
from studio.core.records.rules import Nuked, NukeUndone, RuleUnlearned
from studio.store import search_index
from studio.store.event_log import Stored
from studio.store.sealing import Sealer
from studio.store.tables import MessageRow
from studio.store.tokens import blinded

_TABLE = cast(Table, MessageRow.__table__)
_STATE_OF = {
    Verdict.ALLOW: MessageState.VISIBLE,
    Verdict.HOLD: MessageState.HELD,
    Verdict.DROP: MessageState.DROPPED,
}
_STATE_AFTER = {
    Decision.RELEASE: MessageState.VISIBLE,
    Decision.RESTORE: MessageState.VISIBLE,
    Decision.DELETE: MessageState.DELETED,
    Decision.HOLD: MessageState.HELD,
}


class MessageView:
    """Keeps `MessageRow` and the search index."""

    def apply(self, connection: Connection, events: Sequence[Stored], sealer: Sealer) -> None:
        """Add what arrived, then change what was decided."""
        arrived: list[dict[str, Any]] = []
        words: list[tuple[int, str]] = []
        decided: list[dict[str, Any]] = []
        for event in events:
            if isinstance(event.payload, MessageReceived):
                arrived.append(_row(event, event.payload))
                text = "".join(part.text for part in event.payload.fragments)
                words.append((event.id, blinded(text, sealer.blind)))
            else:
                decided += _decided(event)
        if arrived:
            connection.execute(insert(MessageRow), arrived)
            search_index.put(connection, words)
        if decided:
            # Nothing is decided about a message before it arrived, so that this order is right.
            statement = update(_TABLE).where(_TABLE.c.message_id == bindparam("of_message"))
            connection.execute(statement, decided)

    def clear(self, connection: Connection) -> None:
        """Forget everything."""
        search_index.clear(connection)
        connection.execute(delete(MessageRow))


def _decided(event: Stored) -> list[dict[str, Any]]:
    payload = event.payload
    after: dict[str, MessageState] = {}
    if isinstance(payload, MessageDecided):
        after[payload.message_id] = _STATE_AFTER[payload.decision]
    elif isinstance(payload, Nuked):
        after = dict.fromkeys((*payload.visible, *payload.held), MessageState.DELETED)
    elif isinstance(payload, NukeUndone):
        after = dict.fromkeys(payload.visible, MessageState.VISIBLE)
        after |= dict.fromkeys(payload.held, MessageState.HELD)
    elif isinstance(payload, RuleUnlearned) and payload.is_held:
        after[payload.message_id] = MessageState.HELD
    return [
        {"of_message": message_id, "state": state.value, "decided_by": event.actor}
        for message_id, state in after.items()
    ]


def _row(event: Stored, message: MessageReceived) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "message_id": message.message_id,
        "session_id": event.session_id,
        "platform": message.platform.value,
        "channel": message.channel,
        "platform_id": message.platform_id,
        "actor": event.actor,
        "wall_ms": event.wall_ms,
        "state": _STATE_OF[message.verdict].value,
        "rule": message.rule,
        "decided_by": "",
        "payload": event.public,
        "sealed": event.sealed,
    }
