"""Gifts, likes and who joined, summed by person and kind before they are kept and told."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import NamedTuple

import msgspec

from studio.core.chat import Money, NoticeKind, Platform
from studio.core.chat_text import clean_name, clean_text
from studio.core.clock import Clock
from studio.core.connectors import NoticeHeard
from studio.core.errors import StudioError
from studio.core.messages.events import Event, NoticesAdded
from studio.core.records.notices import NoticeReceived
from studio.core.room import RoomNotice
from studio.core.tasks import TaskGroupKeeper

_log = logging.getLogger("studio.chat.notices")

_GATHER_S = 1.0
_MOST_SUMS = 1_000
_MOST_IN_EVENT = 200
_MOST_TEXT = 200
_END_S = 3.0
_MOST_COUNT = 10**9
_KINDS = {
    **dict.fromkeys(("like",), NoticeKind.LIKE),
    **dict.fromkeys(
        ("gift", "sub_gift", "community_sub_gift", "subgift", "submysterygift"), NoticeKind.GIFT
    ),
    **dict.fromkeys(("join",), NoticeKind.JOIN),
    **dict.fromkeys(("follow",), NoticeKind.FOLLOW),
    **dict.fromkeys(("sub", "resub", "member", "guard"), NoticeKind.MEMBER),
    **dict.fromkeys(("raid",), NoticeKind.RAID),
    **dict.fromkeys(("members_only", "members_only_off"), NoticeKind.ROOM),
}


class _Key(NamedTuple):
    """``words``: what is summed only with the same; nothing for gifts, likes and joins."""

    platform: Platform
    channel: str
    kind: NoticeKind
    actor: str
    currency: str
    words: str


class Notices:
    """On the hub's loop. ``keep`` returns an event's id once it is on the disk; then it is told.

    Of at most 1,000 persons at once: while the disk takes nothing, more are waited with.
    """

    def __init__(
        self,
        keep: Callable[[NoticeReceived, str], Awaitable[int]],
        clock: Clock,
        tell: Callable[[Event], None],
        gather_s: float = _GATHER_S,
    ) -> None:
        self._keep = keep
        self._clock = clock
        self._tell = tell
        self._gather_s = gather_s
        self._sums: dict[_Key, NoticeReceived] = {}
        self._room = asyncio.Event()
        self._tasks = TaskGroupKeeper("notices")
        self._gathering: asyncio.Task[None] | None = None

    async def add(self, heard: NoticeHeard, platform: Platform, channel: str, actor: str) -> None:
        """It is summed up, kept and told within about a second."""
        kind = _KINDS.get(heard.kind, NoticeKind.OTHER)
        text = clean_text(heard.text)[:_MOST_TEXT]
        is_summed = kind in (NoticeKind.LIKE, NoticeKind.GIFT, NoticeKind.JOIN, NoticeKind.FOLLOW)
        currency = heard.amount.currency if heard.amount is not None else ""
        key = _Key(platform, channel, kind, actor, currency, "" if is_summed else text)
        while len(self._sums) >= _MOST_SUMS and key not in self._sums:
            self._room.clear()
            await self._room.wait()
        before = self._sums.get(key)
        one = NoticeReceived(
            platform, channel, kind, _count(heard), heard.amount, clean_name(heard.name), text
        )
        self._sums[key] = one if before is None else _sum(before, one)
        if self._gathering is None or self._gathering.done():
            self._gathering = self._tasks.start(self._gather(), "gather")

    async def close(self) -> None:
        """Keep what waits, for a few seconds at most."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._flush(), _END_S)
        await self._tasks.close()

    async def _gather(self) -> None:
        while self._sums:
            await asyncio.sleep(self._gather_s)
            await self._flush()

    async def _flush(self) -> None:
        sums, self._sums = self._sums, {}
        self._room.set()
        kept = await asyncio.gather(*(self._kept(key, one) for key, one in sums.items()))
        notices = [one for one in kept if one is not None]
        for begin in range(0, len(notices), _MOST_IN_EVENT):
            self._tell(NoticesAdded(tuple(notices[begin : begin + _MOST_IN_EVENT])))

    async def _kept(self, key: _Key, one: NoticeReceived) -> RoomNotice | None:
        try:
            event_id = await self._keep(one, key.actor)
        except StudioError as error:
            _log.warning("notice not kept", extra={"error": str(error)})
            return None
        return RoomNotice(
            event_id, key.platform, key.channel, key.kind, self._clock.wall_ms(),
            key.actor, one.name, one.text, one.count, one.amount,
        )  # fmt: skip


def _count(heard: NoticeHeard) -> int:
    return min(max(1, heard.count), _MOST_COUNT)


def _sum(before: NoticeReceived, one: NoticeReceived) -> NoticeReceived:
    """Both as one: the sentence is gone where it would say less than the count."""
    amount = before.amount
    if amount is not None and one.amount is not None:
        amount = Money(amount.minor_units + one.amount.minor_units, amount.currency)
    count = min(before.count + one.count, _MOST_COUNT)
    return msgspec.structs.replace(
        before, count=count, amount=amount, name=one.name or before.name, text=""
    )
