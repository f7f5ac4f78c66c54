"""Questions: messages that somebody put on the list, how many want them answered, and the order."""

from collections.abc import Iterable

import msgspec

from studio.chat.log_writing import Append
from studio.core.chat import MessageState
from studio.core.engage import Question, QuestionState, TakingPartError
from studio.core.errors import NotFoundError
from studio.core.records.engage import (
    QuestionAsked,
    QuestionDecided,
    QuestionMoved,
    QuestionWanted,
)
from studio.core.records.record import Record
from studio.core.room import MessageChange, RoomMessage

_MOST_OPEN = 300
_MOST_WANTING = 20_000
_OPEN = (QuestionState.ASKED, QuestionState.ACCEPTED)


class Questions:
    """On the hub's loop. A question whose message nobody sees is on nobody's list."""

    def __init__(self, append: Append) -> None:
        self._append = append
        self._messages: dict[str, RoomMessage] = {}
        self._states: dict[str, QuestionState] = {}
        self._wanting: dict[str, set[str]] = {}
        self._order: list[str] = []  # of the accepted ones

    def put(self, message: RoomMessage) -> None:
        """The message of a question, as it is now."""
        self._messages[message.message.id] = message

    def ids(self) -> tuple[str, ...]:
        """Every open question, for whoever looks for the messages."""
        return tuple(self._states)

    def wanted_by(self, actor: str) -> list[str]:
        """Which ones somebody wants answered."""
        return [message_id for message_id, who in self._wanting.items() if actor in who]

    def listed(self) -> tuple[Question, ...]:
        """Accepted ones in their order, then the most wanted, the older first."""
        seen = [self._question(one) for one in self._states if self._is_seen(one)]
        accepted = {
            one.message.message.id: one for one in seen if one.state is QuestionState.ACCEPTED
        }
        asked = [one for one in seen if one.state is QuestionState.ASKED]
        asked.sort(key=lambda one: (-one.votes, one.message.event_id))
        return (*(accepted[one] for one in self._order if one in accepted), *asked)

    async def ask(self, message: RoomMessage, actor: str) -> None:
        """Put it on the list; twice is once. TakingPartError when the list is full."""
        message_id = message.message.id
        if message_id in self._states:
            return
        if len(self._states) >= _MOST_OPEN:
            raise TakingPartError("full")
        self.put(message)
        self.follow(await self._append(QuestionAsked(message_id), actor))

    async def want(self, message_id: str, actor: str, *, is_wanted: bool) -> None:
        """TakingPartError for a question that is not on the list."""
        who = self._wanting.get(message_id)
        if who is None or not self._is_seen(message_id):
            raise TakingPartError("gone")
        if (actor in who) == is_wanted:
            return
        if is_wanted and len(who) >= _MOST_WANTING:
            raise TakingPartError("full")
        self.follow(await self._append(QuestionWanted(message_id, is_wanted), actor))

    async def decide(self, message: RoomMessage, state: QuestionState, by: str) -> None:
        """Accept, answer, dismiss, or ask again."""
        message_id = message.message.id
        if self._states.get(message_id) is state:
            return
        self.put(message)
        self.follow(await self._append(QuestionDecided(message_id, state), by))

    async def move(self, message_id: str, place: int, by: str) -> None:
        """NotFoundError for one that is not accepted."""
        if message_id not in self._order:
            raise NotFoundError("that question is not accepted", message_id)
        self.follow(await self._append(QuestionMoved(message_id, place), by))

    def changed(self, changes: Iterable[MessageChange]) -> bool:
        """Messages were deleted, released or brought back; whether a question is among them."""
        found = False
        for change in changes:
            known = self._messages.get(change.message_id)
            if known is not None:
                self._messages[change.message_id] = msgspec.structs.replace(
                    known, state=change.state
                )
                found = True
        return found

    def follow(self, record: Record) -> None:
        """Records in the order of the log."""
        payload = record.payload
        if isinstance(payload, QuestionAsked):
            self._states.setdefault(payload.message_id, QuestionState.ASKED)
            self._wanting.setdefault(payload.message_id, {record.actor})
        elif isinstance(payload, QuestionWanted) and payload.message_id in self._wanting:
            who = self._wanting[payload.message_id]
            (who.add if payload.is_wanted else who.discard)(record.actor)
        elif isinstance(payload, QuestionDecided):
            self._decided(payload)
        elif isinstance(payload, QuestionMoved) and payload.message_id in self._order:
            self._order.remove(payload.message_id)
            self._order.insert(payload.place, payload.message_id)

    def _decided(self, payload: QuestionDecided) -> None:
        message_id = payload.message_id
        if message_id in self._order:
            self._order.remove(message_id)
        if payload.state not in _OPEN:
            for kept in (self._states, self._wanting, self._messages):
                kept.pop(message_id, None)
            return
        self._states[message_id] = payload.state
        self._wanting.setdefault(message_id, set())
        if payload.state is QuestionState.ACCEPTED:
            self._order.append(message_id)

    def _is_seen(self, message_id: str) -> bool:
        message = self._messages.get(message_id)
        return message is not None and message.state is MessageState.VISIBLE

    def _question(self, message_id: str) -> Question:
        votes = len(self._wanting[message_id])
        return Question(self._messages[message_id], votes, self._states[message_id])
