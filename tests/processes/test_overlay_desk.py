"""Pins at the hub with a real store: told to the engine and the pages, there after a restart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.core.clock import SystemClock
from studio.core.engage import Poll, PollNow, Shown
from studio.core.errors import NotFoundError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    EngageShown,
    EngineConnected,
    Event,
    PicturePartsSet,
    PinChanged,
)
from studio.core.messages.results import Done, Pinned, Result
from studio.core.overlay import AnyCard
from studio.core.pins import PictureParts
from studio.core.records.chat import Decision
from studio.core.team import OWNER, Role, Who
from studio.processes.chat_desk import ChatDesk
from studio.processes.overlay_desk import OverlayDesk
from tests.support.waiting import until

MO = Who("device-mo", "Mo", Role.MODERATOR)


class Stand:
    """Both desks, wired as at the hub, over an engine that only remembers."""

    def __init__(self, data_dir: Path) -> None:
        self.heard: list[Event] = []
        self.asked: list[ask.ShowOverlay] = []
        self.is_engine_away = False
        self.shown = Shown()
        self.chat = ChatDesk(data_dir, self.heard.append, lambda: b"key")
        self.desk = OverlayDesk(self.chat, self.engine, SystemClock())
        self.desk.shown_now = lambda: self.shown

    async def engine(self, request: ask.Request) -> Result:
        if self.is_engine_away:
            raise UnavailableError("the engine is not there yet", "engine")
        assert isinstance(request, ask.ShowOverlay)
        self.asked.append(request)
        return Done()

    async def pinned(self) -> Pinned:
        answer = await self.desk.answer(ask.GetPinned(), MO)
        assert isinstance(answer, Pinned)
        return answer

    def cards(self) -> tuple[AnyCard, ...] | None:
        """What lies over the picture now."""
        return self.asked[-1].cards if self.asked else None

    async def until_shown(self, *texts: str) -> None:
        await until(lambda: [getattr(one, "text", "") for one in self.cards() or ()] == [*texts])


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncIterator[Stand]:
    made = Stand(data_dir)
    made.chat.open()
    made.chat.hear(EngineConnected())
    try:
        await until(lambda: made.cards() is not None, 30)
        yield made
    finally:
        await made.desk.close()
        await made.chat.close()


async def test_before_the_room_is_open_it_says_so(tmp_path: Path) -> None:
    stand = Stand(tmp_path)
    with pytest.raises(UnavailableError, match="not open yet"):
        await stand.desk.answer(ask.PinMessage("m1"), MO)
    stand.desk.hear(EngineConnected())
    assert stand.desk.pin_now() is None
    await stand.desk.close()
    await stand.chat.close()


async def test_a_pin_goes_everywhere_and_a_deletion_takes_it_away_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        assert stand.cards() == ()  # whatever an earlier hub left there
        kept = await stand.chat.post("anna", "Anna", "is there a red one? :heart:", "")
        await stand.desk.answer(ask.PinMessage(kept.message.id), MO)
        await stand.until_shown("is there a red one? ❤️")
        pin = (await stand.pinned()).pin
        assert pin is not None
        assert (pin.by, pin.message.message.id) == ("device-mo", kept.message.id)
        assert [one for one in stand.heard if isinstance(one, PinChanged)] == [PinChanged(pin)]
        await stand.chat.answer(ask.DecideMessage(kept.message.id, Decision.DELETE), OWNER)
        await stand.until_shown()
        assert stand.asked[-1].is_at_once
        assert (await stand.pinned()).pin is None
        with pytest.raises(NotFoundError):
            await stand.desk.answer(ask.PinMessage("nobody"), MO)


async def test_the_page_alone_leaves_the_picture_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.chat.post("anna", "Anna", "hello", "")
        before = len(stand.asked)
        await stand.desk.answer(ask.PinMessage(kept.message.id, is_on_picture=False), MO)
        pin = stand.desk.pin_now()
        assert pin is not None
        assert pin.is_on_page
        await stand.desk.answer(ask.PinMessage(kept.message.id), MO)
        await stand.until_shown("hello")
        assert len(stand.asked) == before + 1
        await stand.desk.answer(ask.Unpin(), MO)
        await stand.until_shown()
        assert not stand.asked[-1].is_at_once  # it fades


async def test_a_fresh_engine_and_the_next_hub_show_it_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.chat.post("anna", "Anna", "hello", "")
        await stand.desk.answer(ask.PinMessage(kept.message.id), MO)
        await stand.until_shown("hello")
        stand.asked.clear()
        stand.desk.hear(EngineConnected())
        await stand.until_shown("hello")
        await stand.desk.answer(ask.SetPictureParts(PictureParts(has_polls=False)), MO)
        assert PicturePartsSet(PictureParts(has_polls=False)) in stand.heard
    async with opened(tmp_path) as stand:
        await stand.until_shown("hello")
        answer = await stand.pinned()
        assert answer.parts == PictureParts(has_polls=False)
        assert answer.pin is not None
        assert answer.pin.by == "device-mo"
        await stand.desk.answer(ask.Unpin(), MO)
    async with opened(tmp_path) as stand:
        assert stand.cards() == ()


async def test_an_engine_that_is_away_is_told_when_it_comes(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        stand.is_engine_away = True
        kept = await stand.chat.post("anna", "Anna", "hello", "")
        await stand.desk.answer(ask.PinMessage(kept.message.id), MO)
        assert stand.cards() == ()
        stand.is_engine_away = False
        stand.desk.hear(EngineConnected())
        await stand.until_shown("hello")


async def test_a_pin_ends_by_itself(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.chat.post("anna", "Anna", "hello", "")
        await stand.desk.answer(ask.PinMessage(kept.message.id, seconds=1), MO)
        await stand.until_shown("hello")
        await stand.until_shown()
        assert (await stand.pinned()).pin is None


async def test_a_poll_is_on_the_picture_unless_it_is_not_wanted_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        poll = Poll("poll-1", "Which?", ("Celadon", "Tenmoku"), 5)
        stand.shown = Shown(poll=PollNow(poll, (1, 0)))
        stand.desk.hear(EngageShown(stand.shown))
        await until(lambda: [getattr(one, "id", "") for one in stand.cards() or ()] == ["poll-1"])
        await stand.desk.answer(ask.SetPictureParts(PictureParts(has_polls=False)), MO)
        await stand.until_shown()
