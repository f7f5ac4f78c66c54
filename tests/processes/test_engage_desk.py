"""Polls, questions and a draw at the hub with a real store, and a hub that ends in the middle."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.core import fair_draw
from studio.core.clock import SystemClock
from studio.core.engage import DrawNow, DrawRules, DrawState, QuestionState
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import EngageShown, EngineConnected, Event
from studio.core.messages.results import Engagement
from studio.core.room import PostRefusedError
from studio.core.secret_file import SecretFile
from studio.core.team import OWNER
from studio.processes.chat_desk import ChatDesk
from studio.processes.engage_desk import EngageDesk, add_engagement
from tests.support.waiting import until


class Stand:
    """A hub's chat with what viewers take part in."""

    def __init__(self, data_dir: Path) -> None:
        self.heard: list[Event] = []
        self.chat = ChatDesk(data_dir, self.heard.append, lambda: b"key")
        self.desk = EngageDesk(SecretFile(data_dir, "hub"), SystemClock(), self.chat.tell)
        add_engagement(self.chat, self.desk, SystemClock())

    async def do(self, request: ask.AnyEngageRequest) -> None:
        """As the owner."""
        await self.desk.answer(request, OWNER)

    async def now(self) -> Engagement:
        """All of it."""
        answer = await self.desk.answer(ask.GetEngagement(), OWNER)
        assert isinstance(answer, Engagement)
        return answer

    def entries(self) -> int:
        """How many are in the draw."""
        draw = self.desk.parts.shown().draw if self.desk.parts is not None else None
        return draw.entries if draw is not None else 0

    def state(self) -> DrawState | None:
        """How far it is."""
        draw = self.desk.parts.shown().draw if self.desk.parts is not None else None
        return draw.state if draw is not None else None

    async def draw(self) -> DrawNow:
        """The draw."""
        draw = (await self.now()).shown.draw
        assert draw is not None
        return draw


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncIterator[Stand]:
    stand = Stand(data_dir)
    stand.chat.open()
    stand.chat.hear(EngineConnected())
    try:
        await until(lambda: stand.desk.parts is not None, 30)
        yield stand
    finally:
        await stand.desk.close()
        await stand.chat.close()


async def test_before_it_is_open_it_says_so(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    for doing in (stand.now(), stand.desk.put_question("u", "Anna", "why"), stand.desk.check("d")):
        with pytest.raises(UnavailableError, match="not open yet"):
            await doing
    await stand.desk.close()
    await stand.chat.close()


async def _first_half(data_dir: Path) -> str:
    """A poll, a question and a draw that go on; the draw's promise."""
    async with opened(data_dir) as stand:
        parts = stand.desk.parts
        assert parts is not None
        await stand.do(ask.OpenPoll("Which bowl?", ("Blue", "White"), 0))
        kept = await stand.chat.post("anna", "Anna", "2", "")
        anna = kept.message.author.actor
        await until(lambda: parts.mine(anna).vote == 1)
        assert await stand.desk.put_question("ben", "Ben", "How is it fired?")
        with pytest.raises(PostRefusedError):
            await stand.desk.put_question("ben", "Ben", "")
        await stand.do(ask.OpenDraw(DrawRules(prize="A bowl", keyword="bowl"), 0))
        await parts.enter(anna, "Anna")
        await stand.chat.post("chris", "Chris", "Bowl", "")
        await until(lambda: stand.entries() == 2)
        parts.give_hearts("anna", 4)
        await until(lambda: any(isinstance(event, EngageShown) for event in stand.heard))
        promised = (await stand.draw()).commitment
        with pytest.raises(NotFoundError):
            await stand.desk.check((await stand.draw()).id)  # it may still be entered
        await until(lambda: parts.likes.total("lobby") == 4)
        await parts.likes.write()
    return promised


async def test_an_evening_over_two_hubs(tmp_path: Path) -> None:
    promised = await _first_half(tmp_path)
    async with opened(tmp_path) as stand:
        now = await stand.now()
        assert now.shown.poll is not None
        assert now.shown.poll.counts == (0, 1)
        assert (now.shown.hearts, now.questions[0].message.message.text) == (4, "How is it fired?")
        await stand.do(
            ask.DecideQuestion(now.questions[0].message.message.id, QuestionState.ACCEPTED)
        )
        assert (await stand.now()).shown.next_question is not None
        await stand.do(ask.RevealDraw())
        await stand.do(ask.ClosePoll())
        draw = await stand.draw()
        assert (draw.state, draw.entries, draw.commitment) == (DrawState.DRAWN, 2, promised)
        seed = bytes.fromhex(draw.seed)
        assert promised == fair_draw.commitment(seed, draw.id, draw.rules.text())
        checked = await stand.desk.check(draw.id)
        assert draw.root == fair_draw.root_of(checked.tickets)
        won = fair_draw.winners_of(seed, draw.root, checked.tickets, 1)
        assert [one.ticket for one in checked.draw.winners] == list(won)
        assert {one.name for one in draw.winners} <= {"Anna", "Chris"}
        await stand.do(ask.HideEngaged(draw.id))
        await stand.do(ask.HideEngaged("poll-unknown"))
        now = await stand.now()
        assert now.shown.draw is None
        assert [one.id for one in now.draws] == [draw.id]
        assert [one.counts for one in now.polls] == [(0, 1)]


async def test_what_cannot_be_done_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        for request in (ask.ClosePoll(), ask.FreezeDraw(), ask.RevealDraw(), ask.CancelDraw()):
            with pytest.raises(BadInputError):
                await stand.do(request)
        with pytest.raises(NotFoundError):
            await stand.do(ask.DecideQuestion("m-unknown", QuestionState.ACCEPTED))
        with pytest.raises(NotFoundError):
            await stand.desk.check("draw-unknown")
        await stand.do(ask.OpenDraw(DrawRules(), 1))
        await until(lambda: stand.state() is DrawState.FROZEN, 10)
        await stand.do(ask.CancelDraw("no bowl"))
        assert (await stand.draw()).state is DrawState.CANCELLED
