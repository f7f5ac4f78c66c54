"""The lucky draw: promised, entered, frozen, revealed; every step in the log and in the chain."""

import asyncio
import contextlib
import os
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import msgspec

from studio.chat.draw_book import GOING_ON, DrawBook, Entrant
from studio.chat.gate import Gate
from studio.chat.log_writing import Append
from studio.core import fair_draw
from studio.core.clock import Clock
from studio.core.engage import DrawNow, DrawRules, DrawState, TakingPartError
from studio.core.errors import BadInputError, UnavailableError
from studio.core.ids import new_id
from studio.core.records import engage as rec
from studio.core.records.record import STUDIO


class Seeds(Protocol):
    """Where the seed is kept sealed until it is shown."""

    def keep(self, draw_id: str, seed: bytes) -> Awaitable[None]:
        """UnavailableError when it cannot be kept: then nothing is promised."""
        ...

    def get(self, draw_id: str) -> Awaitable[bytes]:
        """Empty when it is lost."""
        ...

    def forget(self, draw_id: str) -> Awaitable[None]:
        """It is shown, or never will be."""
        ...


class Draws:
    """On the hub's loop. Every change is a record first; the book follows the records."""

    def __init__(
        self, append: Append, clock: Clock, seeds: Seeds, is_blocked: Callable[[str], bool]
    ) -> None:
        self._append = append
        self._clock = clock
        self._seeds = seeds
        self._is_blocked = is_blocked
        self._gate = Gate()
        self._steps = asyncio.Lock()  # one step at a time, whoever asks
        self.book = DrawBook()

    async def open(self, rules: DrawRules, seconds: int, by: str) -> None:
        """Promise it. BadInputError while another goes on."""
        async with self._steps:
            await self._open(rules, seconds, by)

    async def _open(self, rules: DrawRules, seconds: int, by: str) -> None:
        draw = self.book.now
        if draw is not None and draw.state in GOING_ON:
            raise BadInputError("end the draw that goes on first", "OpenDraw")
        keyword = plain(rules.keyword)
        rules = msgspec.structs.replace(rules, keyword=keyword)
        draw_id, seed = new_id("draw") + new_id(""), os.urandom(fair_draw.SEED_BYTES)
        await self._seeds.keep(draw_id, seed)
        text = rules.text()
        closes_ms = self._clock.wall_ms() + seconds * 1000 if seconds else 0
        promise = fair_draw.commitment(seed, draw_id, text)
        self.book.follow(await self._append(rec.DrawOpened(draw_id, text, promise, closes_ms), by))

    async def enter(self, entrant: Entrant, session_id: str) -> None:
        """TakingPartError when they may not; twice is once."""
        draw = self.book.open_draw
        if draw is None or self.is_due():
            raise TakingPartError("closed")
        if self.book.has_entered(entrant.actor):
            return
        if self._is_blocked(entrant.actor):
            raise TakingPartError("blocked")
        self.book.check(draw, entrant, session_id)
        with self._gate.passing():
            payload = rec.DrawEntered(draw.id, entrant.name)
            self.book.follow(await self._append(payload, entrant.actor))

    def is_keyword(self, text: str) -> bool:
        """Whether somebody who typed this wants to enter."""
        draw = self.book.open_draw
        return draw is not None and bool(draw.rules.keyword) and plain(text) == draw.rules.keyword

    async def strike(self, actor: str, reason: str) -> None:
        """Somebody was blocked: their entry counts no more."""
        draw = self.book.open_draw
        if draw is None or not self.book.has_entered(actor):
            return
        with contextlib.suppress(TakingPartError), self._gate.passing():
            self.book.follow(await self._append(rec.DrawStruck(draw.id, actor, reason), STUDIO))

    async def freeze(self, by: str) -> None:
        """Nobody more; written down once everybody's entry is."""
        async with self._steps:
            await self._freeze(by)

    async def _freeze(self, by: str) -> None:
        draw = self._going_on("FreezeDraw")
        if draw.state is DrawState.FROZEN:
            return
        for actor in filter(self._is_blocked, self.book.actors()):
            await self.strike(actor, "blocked")
        await self._gate.shut()
        try:
            # Nobody comes or goes now; the sums of a long list must not hold up the hub.
            tickets = await asyncio.to_thread(self.book.tickets)
            root = await asyncio.to_thread(fair_draw.root_of, tickets)
            payload = rec.DrawFrozen(draw.id, len(tickets), root)
            self.book.follow(await self._append(payload, by))
        finally:
            self._gate.open()

    async def reveal(self, by: str) -> None:
        """Show the seed and who won. UnavailableError when the seed is lost."""
        async with self._steps:
            await self._freeze(by)
            await self._reveal(self._going_on("RevealDraw"), by)

    async def _reveal(self, draw: DrawNow, by: str) -> None:
        seed = await self._seeds.get(draw.id)
        if not seed:
            raise UnavailableError("the seed of this draw is lost; it can only be called off", "")
        winners = await asyncio.to_thread(_winners, seed, draw, self.book.actors())
        self.book.follow(await self._append(rec.DrawRevealed(draw.id, seed.hex(), winners), by))
        await self._seeds.forget(draw.id)

    async def cancel(self, reason: str, by: str) -> None:
        """Call it off."""
        async with self._steps:
            draw = self._going_on("CancelDraw")
            self.book.follow(await self._append(rec.DrawCancelled(draw.id, reason), by))
            await self._seeds.forget(draw.id)

    async def hide(self, by: str) -> None:
        """Show the last one no more."""
        draw = self.book.now
        if draw is not None and draw.state not in GOING_ON:
            self.book.follow(await self._append(rec.EngagedHidden(draw.id), by))

    def is_due(self) -> bool:
        """Whether the time to enter is over."""
        draw = self.book.open_draw
        closes_ms = draw.closes_wall_ms if draw is not None else 0
        return bool(closes_ms) and self._clock.wall_ms() >= closes_ms

    def _going_on(self, where: str) -> DrawNow:
        draw = self.book.now
        if draw is None or draw.state not in GOING_ON:
            raise BadInputError("no draw goes on", where)
        return draw


def _winners(seed: bytes, draw: DrawNow, actors: Sequence[str]) -> tuple[str, ...]:
    by_ticket = {fair_draw.ticket_of(draw.id, actor): actor for actor in actors}
    tickets = fair_draw.in_order(by_ticket)
    won = fair_draw.winners_of(seed, draw.root, tickets, draw.rules.winners)
    return tuple(by_ticket[ticket] for ticket in won)


def plain(text: str) -> str:
    """A keyword as it is compared: whichever letters' size and width it was typed in."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
