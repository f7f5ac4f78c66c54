"""Polls: one at a time, one vote a person, which they may change until it closes."""

import asyncio
import unicodedata
from collections import Counter
from collections.abc import Collection

from studio.chat.gate import Gate
from studio.chat.log_writing import Append
from studio.core.clock import Clock
from studio.core.engage import Poll, PollNow, TakingPartError
from studio.core.errors import BadInputError
from studio.core.ids import new_id
from studio.core.records.engage import EngagedHidden, PollClosed, PollOpened, PollVoted
from studio.core.records.record import Record

_MOST_VOTERS = 100_000
_MOST_CHANGES = 20
_MOST_KEPT = 20


class Polls:
    """On the hub's loop. Every change is a record first; `follow` makes the state of records."""

    def __init__(self, append: Append, clock: Clock) -> None:
        self._append = append
        self._clock = clock
        self._gate = Gate()
        self._steps = asyncio.Lock()  # one step at a time, whoever asks
        self._votes: dict[str, int] = {}
        self._tally: list[int] = []
        self._changes: Counter[str] = Counter()
        self._poll: Poll | None = None
        self._closed: PollNow | None = None
        self.past: list[PollNow] = []  # the newest first

    @property
    def now(self) -> PollNow | None:
        """The poll that is open, or how the last one ended while that is shown."""
        if self._poll is None:
            return self._closed
        return PollNow(self._poll, self._counts())

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self._poll is not None

    def vote_of(self, actor: str) -> int | None:
        """What somebody voted in the poll that is shown."""
        return self._votes.get(actor)

    def voters(self) -> Collection[str]:
        """Who voted in it."""
        return self._votes.keys()

    async def open(
        self, question: str, options: tuple[str, ...], seconds: int, by: str, *, is_hidden: bool
    ) -> None:
        """Ask. BadInputError while another is open, and for options that are the same."""
        if len({option.casefold() for option in options}) < len(options):
            raise BadInputError("two options are the same", "options")
        async with self._steps:
            if self._poll is not None:
                raise BadInputError("close the poll that is open first", "OpenPoll")
            closes_ms = self._clock.wall_ms() + seconds * 1000 if seconds else 0
            payload = PollOpened(new_id("poll"), question, options, closes_ms, is_hidden)
            self.follow(await self._append(payload, by))

    async def vote(self, actor: str, option: int) -> None:
        """TakingPartError when it does not count; the same vote again changes nothing."""
        poll = self._poll
        if poll is None or (poll.closes_wall_ms and self._clock.wall_ms() >= poll.closes_wall_ms):
            raise TakingPartError("closed")
        if not 0 <= option < len(poll.options):
            raise TakingPartError("option")
        if self._votes.get(actor) == option:
            return
        if self._changes[actor] >= _MOST_CHANGES:
            raise TakingPartError("fast")
        if actor not in self._votes and len(self._votes) >= _MOST_VOTERS:
            raise TakingPartError("full")
        with self._gate.passing():
            self._changes[actor] += 1
            self.follow(await self._append(PollVoted(poll.id, option), actor))

    def typed(self, text: str) -> int | None:
        """The option that somebody means who typed this; None: it is no vote."""
        if self._poll is None:
            return None
        said = unicodedata.normalize("NFKC", text).strip()
        is_number = len(said) == 1 and said.isascii() and said.isdigit()
        option = int(said) - 1 if is_number else -1
        return option if 0 <= option < len(self._poll.options) else None

    async def close(self, by: str) -> None:
        """Count once everybody's vote is written down. BadInputError when none is open."""
        async with self._steps:
            if self._poll is None:
                raise BadInputError("no poll is open", "ClosePoll")
            await self._gate.shut()
            try:
                payload = PollClosed(self._poll.id, self._counts())
                self.follow(await self._append(payload, by))
            finally:
                self._gate.open()

    async def hide(self, by: str) -> None:
        """Show the last one no more."""
        if self._closed is not None:
            self.follow(await self._append(EngagedHidden(self._closed.poll.id), by))

    def is_due(self) -> bool:
        """Whether its time is over."""
        closes_ms = self._poll.closes_wall_ms if self._poll is not None else 0
        return bool(closes_ms) and self._clock.wall_ms() >= closes_ms

    def follow(self, record: Record) -> None:
        """Records in the order of the log."""
        payload = record.payload
        poll_id = self._poll.id if self._poll is not None else ""
        if isinstance(payload, PollOpened):
            self._begin(payload, record.wall_ms)
        elif isinstance(payload, PollVoted) and payload.poll_id == poll_id:
            self._count(record.actor, payload.option)
        elif isinstance(payload, PollClosed) and payload.poll_id == poll_id:
            self._end(payload)
        elif isinstance(payload, EngagedHidden) and self._closed is not None:
            self._closed = None if payload.thing_id == self._closed.poll.id else self._closed

    def _begin(self, payload: PollOpened, wall_ms: int) -> None:
        self._votes.clear()
        self._tally = [0] * len(payload.options)
        self._changes.clear()
        self._closed = None
        self._poll = Poll(
            payload.poll_id,
            payload.question,
            payload.options,
            wall_ms,
            payload.closes_wall_ms,
            payload.is_hidden,
        )

    def _end(self, payload: PollClosed) -> None:
        if self._poll is None:
            return
        self._closed = PollNow(self._poll, payload.counts, is_closed=True)
        self.past = [self._closed, *self.past][:_MOST_KEPT]
        self._poll = None

    def _count(self, actor: str, option: int) -> None:
        before = self._votes.get(actor)
        if before is not None:
            self._tally[before] -= 1
        self._votes[actor] = option
        self._tally[option] += 1

    def _counts(self) -> tuple[int, ...]:
        return tuple(self._tally)
