"""Polls, questions, hearts and draws at the hub: asked by windows and pages, kept in the log."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable

from studio.chat.draw_book import DrawBook
from studio.chat.engage_history import records_before, records_of_draw
from studio.chat.engagement import Engagement
from studio.chat.log_writing import appending
from studio.core.chat import MessageState, Platform
from studio.core.clock import Clock
from studio.core.engage import CheckedDraw, DrawState, Shown
from studio.core.errors import NotFoundError, StudioError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import Event
from studio.core.messages.results import Done, Result
from studio.core.messages.results import Engagement as EngagementResult
from studio.core.room import RoomMessage
from studio.core.secret_file import SecretFile
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.processes.chat_desk import ChatDesk
from studio.processes.chat_opening import OpenChat
from studio.processes.draw_seeds import DrawSeeds
from studio.web.engage_page import EngagePage
from studio.web.engage_routes import EngageRoutes

_log = logging.getLogger("studio.processes.engage_desk")

ENGAGE_REQUESTS = ask.AnyEngageRequest
_TELL_S = 0.25
_WRITE_EVERY = 4  # of these turns
_KEPT_DRAWS = 4
_OVER = (DrawState.DRAWN, DrawState.CANCELLED)


class EngageDesk:
    """On the hub's loop. ``tell`` tells windows and pages."""

    def __init__(self, secrets: SecretFile, clock: Clock, tell: Callable[[Event], None]) -> None:
        self._seeds = DrawSeeds(secrets)
        self._clock = clock
        self._tell = tell
        self._tasks = TaskGroupKeeper("engage")
        self._chat: OpenChat | None = None
        self._parts: Engagement | None = None
        self._checked: OrderedDict[str, CheckedDraw] = OrderedDict()
        self.on_person: Callable[[str], None] = lambda _actor: None

    async def open(self, chat: OpenChat) -> None:
        """Take up what went on when the last hub ended."""
        room, archive = chat.room, chat.store.archive
        append = appending(chat.writer.append, self._clock, lambda: room.session_id)
        parts = Engagement(append, self._clock, self._seeds, archive, lambda: room.session_id)
        parts.on_person = lambda actor: self.on_person(actor)
        now_ms = self._clock.wall_ms()
        parts.take_blocks(await archive.blocked(now_ms))
        parts.follow(await records_before(archive, room.session_id, now_ms))
        for message_id in parts.questions.ids():
            message = room.shown.get(message_id) or await archive.one(message_id)
            if message is not None:
                parts.questions.put(message)
        self._chat, self._parts = chat, parts
        self._tasks.start(self._run(parts), "run")

    async def close(self) -> None:
        """Before the room: what is being written is let go."""
        if self._parts is not None:
            await self._parts.close()
        await self._tasks.close()

    def hear(self, event: Event) -> None:
        """What happened in the room."""
        if self._parts is not None:
            self._parts.hear(event)

    async def answer(self, request: ENGAGE_REQUESTS, who: Who) -> Result:
        """Raises UnavailableError while the room is not open."""
        parts = self._opened()
        if isinstance(request, ask.GetEngagement):
            return EngagementResult(
                parts.shown(),
                parts.questions.listed(),
                tuple(parts.polls.past),
                tuple(parts.draws.book.past),
            )
        await self._act(parts, request, who.id)
        self._tell_news(parts)
        return Done()

    @property
    def parts(self) -> Engagement | None:
        """What viewers take part in; None while the room is not open."""
        return self._parts

    @property
    def shown(self) -> Shown:
        """What runs now; nothing while the room is not open."""
        return self._parts.shown() if self._parts is not None else Shown()

    def actor_of_page(self, user_id: str) -> str:
        """The pseudonym."""
        return self._opened_chat().room.actor_of(Platform.PAGE, user_id)

    async def put_question(self, user_id: str, name: str, text: str) -> bool:
        """Post it and put it on the list; whether everybody sees it already. PostRefusedError."""
        parts = self._opened()
        kept = await self._opened_chat().room.post(user_id, name, text)
        await parts.questions.ask(kept, kept.message.author.actor)
        return kept.state is MessageState.VISIBLE

    async def check(self, draw_id: str) -> CheckedDraw:
        """A draw with its list, from the log. NotFoundError before its list is frozen."""
        kept = self._checked.get(draw_id)
        if kept is not None:
            return kept
        book = DrawBook()
        for record in await records_of_draw(self._opened_chat().store.archive, draw_id):
            book.follow(record)
        if book.now is None or not book.now.root:
            raise NotFoundError("there is no such draw, or it may still be entered", draw_id)
        checked = CheckedDraw(book.now, await asyncio.to_thread(book.tickets))
        if checked.draw.state in _OVER:
            self._checked[draw_id] = checked
            while len(self._checked) > _KEPT_DRAWS:
                self._checked.popitem(last=False)
        return checked

    def _opened(self) -> Engagement:
        if self._parts is None:
            raise UnavailableError("the chat is not open yet", "chat")
        return self._parts

    def _opened_chat(self) -> OpenChat:
        if self._chat is None:
            raise UnavailableError("the chat is not open yet", "chat")
        return self._chat

    def _tell_news(self, parts: Engagement) -> None:
        for event in parts.news():
            self._tell(event)

    async def _run(self, parts: Engagement) -> None:
        turn = 0
        while True:
            await asyncio.sleep(_TELL_S)
            turn += 1
            try:
                await parts.pass_time()
                if turn % _WRITE_EVERY == 0:
                    await parts.likes.write()
            except StudioError as error:
                _log.warning("not written down", extra={"error": str(error)})
            self._tell_news(parts)

    async def _message(self, message_id: str) -> RoomMessage:
        chat = self._opened_chat()
        found = chat.room.shown.get(message_id) or await chat.store.archive.one(message_id)
        if found is None:
            raise NotFoundError("there is no such message", message_id)
        return found

    async def _act(self, parts: Engagement, request: ask.Request, by: str) -> None:
        match request:
            case ask.OpenPoll(question, options, seconds, is_hidden):
                await parts.polls.open(question, options, seconds, by, is_hidden=is_hidden)
            case ask.ClosePoll():
                await parts.polls.close(by)
            case ask.OpenDraw(rules, seconds):
                await parts.draws.open(rules, seconds, by)
            case ask.FreezeDraw():
                await parts.draws.freeze(by)
            case ask.RevealDraw():
                await parts.draws.reveal(by)
            case ask.CancelDraw(reason):
                await parts.draws.cancel(reason, by)
            case ask.HideEngaged(thing_id):
                await _hide(parts, thing_id, by)
            case ask.DecideQuestion(message_id, state):
                await parts.questions.decide(await self._message(message_id), state, by)
            case ask.MoveQuestion(message_id, place):
                await parts.questions.move(message_id, place, by)


async def _hide(parts: Engagement, thing_id: str, by: str) -> None:
    poll, draw = parts.polls.now, parts.draws.book.now
    if poll is not None and poll.poll.id == thing_id:
        await parts.polls.hide(by)
    elif draw is not None and draw.id == thing_id:
        await parts.draws.hide(by)


def add_engagement(chat: ChatDesk, desk: EngageDesk, clock: Clock) -> None:
    """The desk hears of the room, and the viewer page has its part."""
    page = chat.page
    part = EngagePage(desk, EngageRoutes(desk, page.sessions, clock), clock)
    page.add_part(part)
    desk.on_person = lambda actor: part.tell_person(actor, page)
    chat.fellows.append(desk)
