"""The shield at the hub: raised, foreseen, ended in its time, also while no hub ran."""

from pathlib import Path

import pytest

from studio.core.clock import NS_PER_S
from studio.core.messages import requests as ask
from studio.core.messages.events import ShieldChanged
from studio.core.messages.results import ShieldPreview
from studio.core.records.rules import ShieldLowered, ShieldRaised
from studio.core.shield import ShieldProfile
from tests.fakes.virtual_clock import VirtualClock
from tests.support.open_rooms import MOD, OpenRoom, open_room
from tests.support.waiting import until

_KINDS = ("shield_raised", "shield_lowered")


def told(stand: OpenRoom) -> list[ShieldProfile | None]:
    """What the windows heard of the shield."""
    events = [event for event in stand.told if isinstance(event, ShieldChanged)]
    return [event.shield.profile if event.shield is not None else None for event in events]


async def test_raised_it_holds_and_another_takes_its_place(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        room, start_ms = stand.chat.room, stand.clock.wall_ms()
        await stand.ask(ask.RaiseShield(ShieldProfile.CAREFUL, 5))
        await stand.ask(ask.RaiseShield(ShieldProfile.ALL_HELD, 60))
        assert (await stand.post("hello")).rule == "Shield"
        assert room.settings.rules != room.in_force.rules
        state = room.shield.state
        assert state is not None
        assert (state.by, state.until_wall_ms) == (MOD.id, start_ms + 3_600_000)
        await stand.ask(ask.LowerShield())
        await stand.ask(ask.LowerShield())
        assert (await stand.post("hello")).rule == ""
        assert told(stand) == [ShieldProfile.CAREFUL, ShieldProfile.ALL_HELD, None]
        raised = ShieldRaised(ShieldProfile.ALL_HELD, start_ms + 3_600_000)
        assert (await stand.acts(*_KINDS))[:2] == [ShieldLowered(), raised]


async def test_it_survives_the_hub_and_ends_by_itself(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with open_room(tmp_path, clock) as stand:
        await stand.ask(ask.RaiseShield(ShieldProfile.STRICT, 10))
    clock.advance(9 * 60 * NS_PER_S)
    async with open_room(tmp_path, clock) as stand:
        await stand.desk.open(stand.chat)
        assert stand.chat.room.in_force.slow_mode_s == 30
        assert told(stand) == [ShieldProfile.STRICT]
    clock.advance(2 * 60 * NS_PER_S)
    async with open_room(tmp_path, clock) as stand:
        await stand.desk.open(stand.chat)
        await until(lambda: told(stand) == [ShieldProfile.STRICT, None])
        assert stand.chat.room.in_force.slow_mode_s == 0
        assert (await stand.acts(*_KINDS))[0] == ShieldLowered(is_over=True)
    async with open_room(tmp_path, clock) as stand:
        assert stand.chat.room.shield.state is None


async def test_the_end_comes_while_the_hub_runs_also_when_the_clock_jumps(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        await stand.ask(ask.RaiseShield(ShieldProfile.CAREFUL, 1))
        stand.clock.advance(59 * NS_PER_S + 900_000_000)
        await stand.desk.open(stand.chat)
        stand.clock.advance(3600 * NS_PER_S)
        await until(lambda: told(stand)[-1] is None)


async def test_it_says_before_what_it_would_have_done_and_does_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        await stand.post("too old to count", "ben")
        stand.clock.advance(400 * NS_PER_S)
        await stand.post("hello", "ben")
        await stand.post("nice bowl", "anna")
        await stand.post("how much", "anna")
        found = await stand.ask(ask.PreviewShield(ShieldProfile.CAREFUL))
        assert isinstance(found, ShieldPreview)
        assert (found.looked, found.held, found.dropped, found.refused) == (3, 1, 0, 1)
        assert [(one.message.message.text, one.outcome) for one in found.examples] == [
            ("how much", "refused"),
            ("nice bowl", "held"),
        ]
        strict = await stand.ask(ask.PreviewShield(ShieldProfile.STRICT))
        assert isinstance(strict, ShieldPreview)
        assert (strict.refused, strict.is_cut) == (3, False)  # ben came six minutes ago
        assert stand.chat.room.shield.state is None
        assert await stand.acts(*_KINDS) == []


async def test_more_than_it_looks_at_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.processes.shield_desk._MOST_LOOKED", 2)
    monkeypatch.setattr("studio.chat.lookback._MOST_ASKED", 2)
    async with open_room(tmp_path) as stand:
        for _ in range(3):
            await stand.post("hello")
        found = await stand.ask(ask.PreviewShield(ShieldProfile.ALL_HELD))
        assert isinstance(found, ShieldPreview)
        assert (found.held, found.is_cut) == (2, True)
