"""The hub's desk for guests: links made and withdrawn, and what windows and guests are told."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from studio.core.errors import NotFoundError, UnavailableError
from studio.core.guests import GuestLifetime, GuestState
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    Event,
    GuestsChanged,
    ShowChanged,
    ShowStateChanged,
    StatsReported,
)
from studio.core.messages.results import Done, GuestLinkCreated, Result, Snapshot
from studio.core.scene import Layer, Scene, Show, Source, Strip
from studio.core.settings import PhoneSettings
from studio.core.sources import GuestSettings
from studio.core.status import EngineStats, GuestStatus, ShowState
from studio.processes.guest_desk import GuestDesk
from tests.support.waiting import until


class Stand:
    """A desk with an engine that a test plays."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[ask.Request] = []
        self.told: list[Event] = []
        self.is_away = False
        self.meanwhile: Event | None = None
        self.show = Show("Shop", scenes=(Scene("one", "One"),), current_scene_id="one")
        self.desk = GuestDesk(folder, self._engine, self.told.append, is_loopback_only=True)

    async def _engine(self, request: ask.Request) -> Result:
        self.asked.append(request)
        if self.is_away:
            raise UnavailableError("the engine is not there yet", "engine")
        if isinstance(request, ask.GetSnapshot):
            if self.meanwhile is not None:
                self.desk.hear(self.meanwhile)
                self.meanwhile = None
            return Snapshot(self.show, 1, ShowState.LIVE)
        return Done()

    def make(self, lifetime: GuestLifetime = GuestLifetime.DAY) -> GuestLinkCreated:
        made = self.desk.answer(ask.CreateGuestLink("Phone", lifetime))
        assert isinstance(made, GuestLinkCreated)
        return made

    def states(self) -> list[GuestState]:
        return [link.state for link in self.desk.guests().links]


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    made = Stand(tmp_path)
    await made.desk.open(PhoneSettings(), 8480)
    yield made
    await made.desk.close()


async def test_a_code_leads_to_this_computer_until_phones_are_allowed(stand: Stand) -> None:
    url = stand.make().url
    assert url.startswith("http://127.0.0.1:8480/guest#")
    stand.desk.follow(PhoneSettings(is_allowed=True, port=0))
    await until(lambda: stand.desk.guests().is_on_network)
    guests = stand.desk.guests()
    assert guests.page_url.startswith("https://127.0.0.1:")
    assert len(guests.fingerprint) == 95
    told = stand.told[-1]
    assert isinstance(told, GuestsChanged)
    assert told.guests == guests
    assert url.partition("#")[2] not in repr(stand.told)


async def test_the_state_of_a_link_follows_phone_scene_and_show(stand: Stand) -> None:
    link = stand.make().link
    assert stand.states() == [GuestState.WAITING]
    stats = EngineStats(guests=(GuestStatus(link.id),))
    stand.desk.hear(StatsReported(stats))
    assert stand.states() == [GuestState.CONNECTED]
    show = Show(
        "Shop",
        scenes=(Scene("one", "One", layers=(Layer("phone", "Phone", "phone"),)),),
        current_scene_id="one",
        sources=(Source("phone", "Phone", GuestSettings(link.id)),),
        strips=(Strip("phone"),),
    )
    stand.desk.hear(ShowChanged(show, 2))
    stand.desk.hear(ShowStateChanged(ShowState.LIVE))
    assert stand.states() == [GuestState.ON_AIR]
    count = len(stand.told)
    stand.desk.hear(StatsReported(stats))
    assert len(stand.told) == count, "nothing new is not told"
    stand.desk.hear(StatsReported(EngineStats()))
    assert stand.states() == [GuestState.WAITING]


async def test_a_withdrawn_link_puts_the_guest_out(stand: Stand) -> None:
    link = stand.make().link
    stand.desk.answer(ask.RevokeGuestLink(link.id))
    assert stand.states() == [GuestState.REVOKED]
    await until(lambda: bool(stand.asked))
    assert stand.asked == [ask.CloseGuest(link.id, reason="the guest link was withdrawn")]
    stand.desk.answer(ask.RevokeGuestLink(link.id, is_forgotten=True))
    assert stand.states() == []
    with pytest.raises(NotFoundError):
        stand.desk.answer(ask.RevokeGuestLink(link.id))


async def test_another_code_puts_out_who_came_by_the_old_one(stand: Stand) -> None:
    first = stand.make()
    again = stand.desk.answer(ask.CreateGuestLink("Anna", link_id=first.link.id))
    assert isinstance(again, GuestLinkCreated)
    assert again.link.id == first.link.id
    assert again.url != first.url
    await until(lambda: any(isinstance(one, ask.CloseGuest) for one in stand.asked))


async def test_the_end_of_the_show_ends_its_links(stand: Stand) -> None:
    stand.make(GuestLifetime.SHOW)
    stand.desk.hear(ShowStateChanged(ShowState.LIVE))
    assert stand.states() == [GuestState.WAITING]
    stand.desk.hear(ShowStateChanged(ShowState.ENDED))
    assert stand.states() == [GuestState.EXPIRED]
    await until(lambda: bool(stand.asked))


async def test_what_is_told_while_the_engine_is_asked_is_newer(stand: Stand) -> None:
    stand.meanwhile = ShowStateChanged(ShowState.ENDED)
    await stand.desk.learn()
    link = stand.make().link
    assert stand.desk._news_of(link).show is ShowState.ENDED
    await stand.desk.learn()
    assert stand.desk._news_of(link).show is ShowState.LIVE


async def test_an_engine_that_is_away_is_no_error(stand: Stand) -> None:
    stand.is_away = True
    await stand.desk.learn()
    stand.desk.answer(ask.RevokeGuestLink(stand.make().link.id))
    await until(lambda: any(isinstance(one, ask.CloseGuest) for one in stand.asked))


async def test_the_bare_address_leads_a_phone_to_the_page(stand: Stand) -> None:
    stand.desk.follow(PhoneSettings(is_allowed=True, port=0))
    await until(lambda: stand.desk.guests().is_on_network)
    start = stand.desk.guests().page_url.removesuffix("guest")
    async with (
        aiohttp.ClientSession() as session,
        session.get(start, ssl=False, allow_redirects=False) as response,
    ):
        assert (response.status, response.headers["Location"]) == (307, "/guest")
