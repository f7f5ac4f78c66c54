"""A phrase taken away from the last minutes at once, as one act that can be undone."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.chat.lookback import Looked
from studio.chat.room import Room
from studio.chat.rules.seen_message import SeenMessage
from studio.chat.rules.words import TOOK_TOO_LONG, check_patterns, found_words
from studio.core.chat import ChatRole, MessageState
from studio.core.clock import Clock
from studio.core.errors import BadInputError, NotFoundError
from studio.core.ids import new_id
from studio.core.moderation import WordsRule
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from studio.core.records.rules import Nuked, NukeUndone
from studio.core.room import PersonStanding, RoomMessage

_MS_PER_MIN = 60_000
_MOST_LOOKED = 20_000
_PER_PAGE = 500
_MOST_RECORDS = 2_000
_KINDS = ("nuked", "nuke_undone")
_SPARED = frozenset({ChatRole.BROADCASTER, ChatRole.MODERATOR})
_STATES = (MessageState.VISIBLE, MessageState.HELD)


Search = Callable[[str, int, int], Awaitable[list[RoomMessage]]]


class Past(Protocol):
    """The log as far as it is needed here."""

    async def look_through(
        self, picks: Callable[[RoomMessage], bool], since_wall_ms: int, before: int = 0
    ) -> Looked:
        """Some that are picked, newest first."""
        ...

    async def several(self, message_ids: Sequence[str]) -> list[RoomMessage]:
        """Those of these that there are."""
        ...

    async def decided(self, kinds: Sequence[str], most: int) -> list[Record]:
        """The last audited records of these kinds, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Aim:
    """What to take away. Raises BadInputError for a phrase that is none."""

    phrase: str
    minutes: int
    is_pattern: bool = False

    def check(self) -> WordsRule:
        """As a rule that looks for it."""
        if self.is_pattern:
            rule = WordsRule(name="nuke", patterns=(self.phrase,))
            check_patterns(rule)
        else:
            rule = WordsRule(name="nuke", terms=(self.phrase.strip(),))
        if not self.phrase.strip("* "):
            raise BadInputError("there is nothing to look for", "phrase")
        return rule


def picker(aim: Aim) -> Callable[[RoomMessage], bool]:
    """Whether a message is to go; what the studio and moderators wrote never is."""
    rule = aim.check()

    def picks(kept: RoomMessage) -> bool:
        if kept.state not in _STATES or _SPARED & kept.message.author.roles:
            return False
        found = found_words(rule, SeenMessage(kept.message))
        return found is not None and found[0] != TOOK_TOO_LONG

    return picks


@dataclass(frozen=True, slots=True)
class Found:
    """Newest first. ``is_cut``: further back nobody looked."""

    messages: tuple[RoomMessage, ...]
    is_cut: bool

    @property
    def authors(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(one.message.author.actor for one in self.messages))


class Nukes:
    """On the hub's loop. ``keep`` returns once a record is on the disk.

    ``search(words, before, most)`` finds messages by the index of words, oldest first.
    """

    def __init__(
        self,
        room: Room,
        past: Past,
        search: Search,
        keep: Callable[[Payload, str], Awaitable[object]],
        clock: Clock,
    ) -> None:
        self._room = room
        self._past = past
        self._search = search
        self._keep = keep
        self._clock = clock

    async def find(self, aim: Aim) -> Found:
        """All among the newest 20,000, as rules read; and further back by the index of words."""
        picks = picker(aim)
        since_ms = self._clock.wall_ms() - aim.minutes * _MS_PER_MIN
        found: dict[str, RoomMessage] = {}
        before = looked = 0
        is_over = False
        while not is_over and looked < _MOST_LOOKED:
            page = await self._past.look_through(picks, since_ms, before)
            found |= {one.message.id: one for one in page.found}
            before, is_over = page.before, page.before == 0
            looked += _PER_PAGE
        while not is_over and not aim.is_pattern:
            page_found = await self._search(aim.phrase, before, _PER_PAGE)
            inside = [one for one in page_found if one.message.received_wall_ms >= since_ms]
            found |= {one.message.id: one for one in reversed(inside) if picks(one)}
            if not inside or len(inside) < _PER_PAGE:
                break
            before = inside[0].event_id
        return Found(tuple(found.values()), not is_over)

    async def drop(self, aim: Aim, timeout_s: int, by: str) -> tuple[str, Found]:
        """Delete them; gives the id of the act and what was deleted. Nothing found: no id."""
        found = await self.find(aim)
        if not found.messages:
            return "", found
        nuke_id = new_id("nuke")
        until_ms = self._clock.wall_ms() + timeout_s * 1000 if timeout_s else 0
        done: list[RoomMessage] = []
        for part in _parts(found.messages):
            now = [one for kept in part if (one := self._now(kept)).state in _STATES]
            authors = Found(tuple(now), is_cut=False).authors if timeout_s else ()
            record = Nuked(
                nuke_id,
                aim.phrase,
                aim.is_pattern,
                aim.minutes,
                _ids(now, MessageState.VISIBLE),
                _ids(now, MessageState.HELD),
                authors,
                until_ms,
            )
            await self._keep(record, by)
            for kept in now:
                self._room.become(self._now(kept), MessageState.DELETED, by)
            for actor in authors:
                self._stand(PersonStanding(actor, until_ms, aim.phrase))
            done += now
        return nuke_id, Found(tuple(done), found.is_cut)

    async def undo(self, nuke_id: str, by: str) -> tuple[str, ...]:
        """Everything of it that is still deleted becomes what it was; the authors it silenced.

        Raises NotFoundError for an act that is not known or was undone.
        """
        payloads = [one.payload for one in await self._past.decided(_KINDS, _MOST_RECORDS)]
        if any(isinstance(one, NukeUndone) and one.nuke_id == nuke_id for one in payloads):
            raise NotFoundError("that was undone already", nuke_id)
        acts = [one for one in payloads if isinstance(one, Nuked) and one.nuke_id == nuke_id]
        if not acts:
            raise NotFoundError("there is no such act", nuke_id)
        silenced: dict[str, None] = {}
        for act in reversed(acts):
            await self._bring_back(act, by)
            silenced |= dict.fromkeys(act.authors)
        if silenced:
            await self._keep(NukeUndone(nuke_id, authors=tuple(silenced)), by)
            for actor in silenced:
                self._stand(PersonStanding(actor))
        return tuple(silenced)

    async def _bring_back(self, act: Nuked, by: str) -> None:
        kept = [self._now(one) for one in await self._past.several((*act.visible, *act.held))]
        gone = {one.message.id: one for one in kept if one.state is MessageState.DELETED}
        visible = tuple(one for one in act.visible if one in gone)
        held = tuple(one for one in act.held if one in gone)
        await self._keep(NukeUndone(act.nuke_id, visible, held), by)
        for message_id in visible:
            self._room.become(gone[message_id], MessageState.VISIBLE, by)
        for message_id in held:
            self._room.become(gone[message_id], MessageState.HELD, by)

    def _stand(self, standing: PersonStanding) -> None:
        self._room.blocks.put(standing)
        self._room.news.person(standing)

    def _now(self, kept: RoomMessage) -> RoomMessage:
        """What became of it since it was read."""
        return self._room.shown.get(kept.message.id) or kept


def _ids(messages: Sequence[RoomMessage], state: MessageState) -> tuple[str, ...]:
    return tuple(one.message.id for one in messages if one.state is state)


def _parts(messages: Sequence[RoomMessage]) -> Iterator[Sequence[RoomMessage]]:
    for begin in range(0, len(messages), _PER_PAGE):
        yield messages[begin : begin + _PER_PAGE]
