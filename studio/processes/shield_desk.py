"""The shield at the hub: raised, foreseen, ended in its time, also over a restart."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable

from studio.chat.shield import Outcome, foreseen, shielded
from studio.core.clock import Clock
from studio.core.errors import StudioError
from studio.core.messages import requests as ask
from studio.core.messages.events import Event, ShieldChanged
from studio.core.messages.results import ShieldPreview
from studio.core.messages.rules_results import ShieldExample
from studio.core.records.payload import Payload
from studio.core.records.record import STUDIO, Record
from studio.core.records.rules import ShieldLowered, ShieldRaised
from studio.core.room import RoomMessage
from studio.core.shield import ShieldState
from studio.processes.chat_opening import OpenChat

_log = logging.getLogger("studio.processes.shield_desk")

_MS_PER_MIN = 60_000
_LONGEST_SLEEP_S = 5.0  # the wall clock may be set meanwhile
_SHORTEST_SLEEP_S = 0.05
_MOST_LOOKED = 5_000
_AT_ONCE = 20  # messages judged before others have their turn
_EXAMPLES = 12


class ShieldDesk:
    """On the hub's loop. ``changing`` is held while anything of the room's order changes."""

    def __init__(
        self,
        chat: Callable[[], OpenChat],
        clock: Clock,
        tell: Callable[[Event], None],
        changing: asyncio.Lock,
    ) -> None:
        self._chat = chat
        self._clock = clock
        self._tell = tell
        self._changing = changing

    async def raise_(self, request: ask.RaiseShield, by: str) -> None:
        """Up from now on; one that is up becomes this one."""
        now_ms = self._clock.wall_ms()
        until_ms = now_ms + request.minutes * _MS_PER_MIN
        await self._keep(ShieldRaised(request.profile, until_ms), by)
        self._become(ShieldState(request.profile, now_ms, until_ms, by))

    async def lower(self, by: str, *, is_over: bool = False) -> None:
        """Down, if it was up."""
        if self._chat().room.shield.state is not None:
            await self._keep(ShieldLowered(is_over), by)
            self._become(None)

    async def watch(self) -> None:
        """Lower it when its time is over; for ever."""
        while True:
            state = self._chat().room.shield.state
            left_s = _LONGEST_SLEEP_S
            if state is not None:
                left_s = (state.until_wall_ms - self._clock.wall_ms()) / 1000
                if left_s <= 0:
                    await self._end(state)
            await asyncio.sleep(min(max(left_s, _SHORTEST_SLEEP_S), _LONGEST_SLEEP_S))

    async def foresee(self, request: ask.PreviewShield) -> ShieldPreview:
        """What it would have done to the last minutes; others have their turn in between."""
        chat = self._chat()
        messages, is_cut = await self._last(request.minutes)
        lookback = chat.store.archive.lookback
        actors = {one.message.author.actor for one in messages}
        written = await lookback.first_times(actors, is_seen=False)
        seen = await lookback.first_times(actors, is_seen=True)
        stricter = shielded(chat.room.settings, request.profile)
        outcomes: list[Outcome] = []
        for place, outcome in enumerate(foreseen(stricter, messages, written, seen)):
            outcomes.append(outcome)
            if place % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return _summed(outcomes, is_cut=is_cut)

    async def _end(self, state: ShieldState) -> None:
        try:
            async with self._changing:
                if self._chat().room.shield.state is state:
                    await self.lower(STUDIO, is_over=True)
        except StudioError as error:
            _log.warning("shield not lowered", extra={"error": str(error)})

    async def _last(self, minutes: int) -> tuple[list[RoomMessage], bool]:
        since_ms = self._clock.wall_ms() - minutes * _MS_PER_MIN
        lookback = self._chat().store.archive.lookback
        found: list[RoomMessage] = []
        before = 0
        while len(found) < _MOST_LOOKED:
            page = await lookback.look_through(lambda _kept: True, since_ms, before)
            found += page.found
            before = page.before
            if not before:
                break
        return found[::-1], before != 0

    async def _keep(self, payload: Payload, by: str) -> None:
        chat = self._chat()
        record = Record(chat.room.session_id, self._clock.wall_ms(), payload, by)
        await chat.writer.append(record)

    def _become(self, state: ShieldState | None) -> None:
        self._chat().room.shield.state = state
        self._tell(ShieldChanged(state))


def _summed(outcomes: list[Outcome], *, is_cut: bool) -> ShieldPreview:
    counts = Counter(one.word for one in outcomes)
    stopped = [one for one in outcomes if one.word]
    examples = tuple(
        ShieldExample(one.message, one.word, one.rule) for one in stopped[: -_EXAMPLES - 1 : -1]
    )
    return ShieldPreview(
        looked=len(outcomes),
        held=counts["held"],
        dropped=counts["dropped"],
        refused=counts["refused"],
        examples=examples,
        is_cut=is_cut,
    )
