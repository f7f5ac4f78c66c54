"""All that viewers take part in: who may, what was typed in the chat, what is told of it."""

import logging
from collections.abc import Callable, Collection, Coroutine, Iterable
from typing import Protocol

from studio.chat.blocks import Blocks
from studio.chat.draw_book import Entrant
from studio.chat.draws import Draws, Seeds
from studio.chat.likes import Likes
from studio.chat.log_writing import Append
from studio.chat.polls import Polls
from studio.chat.questions import Questions
from studio.core.chat import ChatRole, MessageState
from studio.core.clock import Clock
from studio.core.engage import Mine, Question, QuestionState, Shown, TakingPartError
from studio.core.errors import StudioError
from studio.core.messages.events import (
    EngageShown,
    Event,
    MessagesAdded,
    MessagesChanged,
    PersonsChanged,
    QuestionsChanged,
)
from studio.core.records.record import STUDIO, Record
from studio.core.room import PersonStanding, RoomMessage
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.chat.engagement")

_MOST_AT_ONCE = 5_000
_MOST_TOLD = 50


class Past(Protocol):
    """What was before this hub began."""

    async def first_wall_ms(self, actor: str) -> int:
        """When somebody wrote for the first time; 0: never."""
        ...


class Engagement:
    """On the hub's loop. ``on_person`` is called with a person of whom something was taken."""

    def __init__(
        self, append: Append, clock: Clock, seeds: Seeds, past: Past, session_id: Callable[[], str]
    ) -> None:
        self._clock = clock
        self._past = past
        self._session_id = session_id
        self._blocks = Blocks()
        self._tasks = TaskGroupKeeper("engagement")
        self._at_once = 0
        self._told: tuple[Event, ...] = ()
        self.polls = Polls(append, clock)
        self.questions = Questions(append)
        self.likes = Likes(append, clock)
        self.draws = Draws(append, clock, seeds, self.is_blocked)
        self.on_person: Callable[[str], None] = lambda _actor: None
        self.passed_over = 0  # votes and entries that came while 5,000 were being written

    def follow(self, records: Iterable[Record]) -> None:
        """What the log says, in its order."""
        for record in records:
            for part in (self.polls, self.questions, self.likes, self.draws.book):
                part.follow(record)

    def take_blocks(self, blocked: Iterable[PersonStanding]) -> None:
        """Who may not take part, as the store knows it."""
        for standing in blocked:
            self._blocks.put(standing)

    def is_blocked(self, actor: str) -> bool:
        """Whether somebody may not take part now."""
        return self._blocks.of(actor, self._clock.wall_ms()) is not None

    def shown(self) -> Shown:
        """As it is now."""
        listed = self.questions.listed()
        accepted = [one for one in listed if one.state is QuestionState.ACCEPTED]
        return Shown(
            self.polls.now,
            self.draws.book.now,
            self.likes.total(self._session_id()),
            accepted[0] if accepted else None,
            len(listed),
        )

    def mine(self, actor: str) -> Mine:
        """What one person did."""
        wanted = tuple(self.questions.wanted_by(actor))
        return Mine(self.polls.vote_of(actor), self.draws.book.has_entered(actor), wanted)

    def listed(self) -> tuple[Question, ...]:
        """The open questions."""
        return self.questions.listed()

    def voters(self) -> Collection[str]:
        """Who voted in the poll that is shown."""
        return self.polls.voters()

    def give_hearts(self, viewer: str, count: int) -> int:
        """How many of them count."""
        return self.likes.give(viewer, count)

    async def vote(self, actor: str, option: int) -> None:
        """TakingPartError when it does not count."""
        self._check(actor)
        await self.polls.vote(actor, option)
        self.on_person(actor)

    async def enter(self, actor: str, name: str, since_wall_ms: int = 0) -> None:
        """Take part in the draw. ``since_wall_ms``: since when the page knows them."""
        self._check(actor)
        wrote_ms = await self._past.first_wall_ms(actor)
        seen = [ms for ms in (wrote_ms, since_wall_ms) if ms]
        entrant = Entrant(actor, name, min(seen, default=0), has_written=bool(wrote_ms))
        await self.draws.enter(entrant, self._session_id())
        self.on_person(actor)

    async def want(self, message_id: str, actor: str, *, is_wanted: bool) -> None:
        """Wish that a question is answered, or no more."""
        self._check(actor)
        await self.questions.want(message_id, actor, is_wanted=is_wanted)
        self.on_person(actor)

    def hear(self, event: Event) -> None:
        """Votes and keywords that are typed, messages that change, persons who are blocked."""
        if isinstance(event, MessagesAdded):
            for message in event.messages:
                self._hear_typed(message)
        elif isinstance(event, MessagesChanged):
            self.questions.changed(event.changes)
        elif isinstance(event, PersonsChanged):
            for standing in event.persons:
                self._blocks.put(standing)
                if standing.until_wall_ms and self.draws.book.has_entered(standing.actor):
                    self._start(self.draws.strike(standing.actor, "blocked"), "strike")

    async def pass_time(self) -> None:
        """Close what is due."""
        if self.polls.is_due():
            await self.polls.close(STUDIO)
        if self.draws.is_due():
            await self.draws.freeze(STUDIO)

    def news(self) -> tuple[Event, ...]:
        """What is other than it was told last."""
        listed = self.questions.listed()[:_MOST_TOLD]
        now: tuple[Event, ...] = (EngageShown(self.shown()), QuestionsChanged(listed))
        fresh = tuple(event for event in now if event not in self._told)
        self._told = now
        return fresh

    async def close(self) -> None:
        """Let go of what is being written."""
        await self._tasks.close()

    def _check(self, actor: str) -> None:
        if self.is_blocked(actor):
            raise TakingPartError("blocked")

    def _hear_typed(self, message: RoomMessage) -> None:
        author = message.message.author
        if message.state is not MessageState.VISIBLE or ChatRole.BROADCASTER in author.roles:
            return
        text = message.message.text
        option = self.polls.typed(text)
        if option is not None:
            self._start(self.vote(author.actor, option), "vote")
        if self.draws.is_keyword(text):
            self._start(self.enter(author.actor, author.name), "enter")

    def _start(self, doing: Coroutine[None, None, None], name: str) -> None:
        if self._at_once >= _MOST_AT_ONCE:
            self.passed_over += 1
            doing.close()
            return
        self._at_once += 1
        self._tasks.start(self._done(doing), name)

    async def _done(self, doing: Coroutine[None, None, None]) -> None:
        try:
            await doing
        except TakingPartError:
            pass  # typed too late, or not for them: nobody asked to be told
        except StudioError as error:
            _log.warning("not taken", extra={"error": str(error)})
        finally:
            self._at_once -= 1
