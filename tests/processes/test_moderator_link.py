"""The way to a hub: paired over real TLS, put out, invited wrongly, or not there at all."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import AlarmCleared, Event
from studio.core.messages.results import Done, Invitation, Result
from studio.core.pairings import PairingShelf
from studio.core.settings import ModeratorSettings
from studio.core.team import OWNER, Who
from studio.processes.door_desk import DoorDesk
from studio.processes.moderator_link import ModeratorLink
from studio.ui.moderator.door import DoorState
from studio.web.control import ControlServer
from tests.support.pairing_hub import quick_proofs
from tests.support.waiting import until


class Studio:
    """A hub's door with the control socket behind it."""

    def __init__(self, folder: Path) -> None:
        self.control = ControlServer(
            self._answer, "owner's", lambda token: self.desk.who_has(token), self._present
        )
        self.desk = DoorDesk(
            folder, self.control, self.control.tell, lambda *_kept: None, is_loopback_only=True
        )
        self.asked: list[tuple[ask.Request, Who]] = []

    async def invite(self) -> Invitation:
        """Open an invitation."""
        made = await self.desk.answer(ask.Invite(), OWNER)
        assert isinstance(made, Invitation)
        return made

    def _present(self, connected: tuple[Who, ...]) -> None:
        self.desk.present(connected)

    async def _answer(self, request: ask.Request, who: Who) -> Result:
        self.asked.append((request, who))
        return Done()


class Moderator:
    """A link on a data folder of its own, and what it told."""

    def __init__(self, folder: Path, invitation: str = "") -> None:
        folder.mkdir(exist_ok=True)
        self.said: list[tuple[DoorState, str]] = []
        self.heard: list[Event] = []
        self.connected: list[bool] = []
        self.link = ModeratorLink(
            folder,
            self.heard.append,
            self.connected.append,
            lambda state, reason: self.said.append((state, reason)),
            invitation=invitation,
            name="Mei",
        )
        self.link.start()

    async def stands(self, state: DoorState) -> str:
        """Until it stands so; the reason."""
        await until(lambda: bool(self.said) and self.said[-1][0] is state)
        return self.said[-1][1]


@pytest.fixture
async def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Studio]:
    quick_proofs(monkeypatch)
    folder = tmp_path / "studio"
    folder.mkdir()
    made = Studio(folder)
    await made.desk.open(ModeratorSettings(is_allowed=True, port=0))
    yield made
    await made.desk.close()
    await made.control.close()


async def test_invited_paired_at_work_and_put_out(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "mei"
    invitation = await studio.invite()
    first = Moderator(folder, f"{invitation.code}@127.0.0.1:{invitation.port}")
    await first.stands(DoorState.CONNECTED)
    assert await first.link.request(ask.GetTeam()) == Done()
    assert studio.asked[-1][1].name == "Mei"
    studio.control.tell(AlarmCleared("disk"))
    await until(lambda: first.heard == [AlarmCleared("disk")])
    await first.link.close()
    again = Moderator(folder)
    await again.stands(DoorState.CONNECTED)
    pairing = PairingShelf(folder).read()
    assert pairing is not None
    await studio.desk.answer(ask.RevokeDevice(pairing.device_id), OWNER)
    await again.stands(DoorState.REFUSED)
    assert again.connected[-1] is False
    other = await studio.invite()
    again.link.pair(other.link, "Mei again")
    await again.stands(DoorState.CONNECTED)
    await again.link.close()


async def test_what_is_no_invitation_is_said_and_the_next_one_does(
    studio: Studio, tmp_path: Path
) -> None:
    moderator = Moderator(tmp_path / "mei", "hello")
    assert "this is no invitation" in await moderator.stands(DoorState.FAILED)
    invitation = await studio.invite()
    wrong = invitation.link.replace(invitation.code, "ZZZZ-ZZZZ")
    moderator.link.pair(wrong, "Mei")
    await until(lambda: "the code is not right" in moderator.said[-1][1])
    with pytest.raises(UnavailableError):
        await moderator.link.request(ask.GetTeam())
    moderator.link.pair(invitation.link, "Mei")
    await moderator.stands(DoorState.CONNECTED)
    await moderator.link.close()


async def test_without_any_studio_it_waits(tmp_path: Path) -> None:
    moderator = Moderator(tmp_path / "mei")
    await moderator.stands(DoorState.NOBODY)
    await asyncio.sleep(0)
    assert moderator.connected == []
    await moderator.link.close()
