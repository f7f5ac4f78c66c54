"""The door for helpers, with real sockets over TLS: invited, paired, at work, put out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from studio.core.answer import ForbiddenError
from studio.core.clock import SystemClock
from studio.core.devices import MOST_DEVICES, Device
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import AlarmCleared, DevicesChanged, Event, Topic
from studio.core.messages.results import Done, Invitation, Result, TeamDevices
from studio.core.pairings import Pairing, PairingAddress, PairingShelf
from studio.core.records.door import (
    DevicePaired,
    DeviceRenamed,
    DeviceRevoked,
    HelperInvited,
    InvitationEnded,
)
from studio.core.records.payload import Payload
from studio.core.running import HubAddress
from studio.core.settings import ModeratorSettings
from studio.core.team import OWNER, Role, Who
from studio.processes.door_desk import DoorDesk
from studio.web.client import ControlClient, LinkState
from studio.web.control import ControlServer
from studio.web.device_book import DeviceBook
from studio.web.pairing import pair
from tests.support.pairing_hub import quick_proofs
from tests.support.waiting import until

ALLOWED = ModeratorSettings(is_allowed=True, port=0)


class Helper:
    """A window on another machine."""

    def __init__(self, address: HubAddress) -> None:
        self.address = address
        self.heard: list[Event] = []
        self.states: list[LinkState] = []
        self.client = ControlClient(
            lambda: self.address, Topic.ALL, self.heard.append, self.states.append, "helper"
        )
        self.client.start()

    async def is_in(self) -> None:
        """Until the hub let it in."""
        await until(lambda: self.states[-1:] == [LinkState.CONNECTED])

    async def is_refused(self) -> None:
        """Until it was told that it is let in no more."""
        await until(lambda: self.states[-1:] == [LinkState.REFUSED])


class Stand:
    """A desk, the control socket behind it, and who came."""

    def __init__(self, folder: Path) -> None:
        self.told: list[Event] = []
        self.logged: list[tuple[Payload, str]] = []
        self.asked: list[tuple[ask.Request, Who]] = []
        self.control = ControlServer(
            self._answer, "owner's", lambda token: self.desk.who_has(token), self._present
        )
        self.desk = DoorDesk(
            folder,
            self.control,
            self._tell,
            lambda payload, actor: self.logged.append((payload, actor)),
            is_loopback_only=True,
        )
        self.helpers: list[Helper] = []

    def _present(self, connected: tuple[Who, ...]) -> None:
        self.desk.present(connected)

    def _tell(self, event: Event) -> None:
        self.told.append(event)
        self.control.tell(event)

    async def _answer(self, request: ask.Request, who: Who) -> Result:
        self.asked.append((request, who))
        return Done()

    async def ask(self, request: ask.AnyDoorRequest) -> Result:
        """As the streamer."""
        return await self.desk.answer(request, OWNER)

    async def invite(self) -> Invitation:
        """An open invitation."""
        invitation = await self.ask(ask.Invite())
        assert isinstance(invitation, Invitation)
        return invitation

    async def devices(self) -> tuple[Device, ...]:
        """As the streamer's window shows them."""
        told = await self.ask(ask.GetTeamDevices())
        assert isinstance(told, TeamDevices)
        return told.devices

    async def paired(self, name: str = "Mo") -> tuple[Pairing, HubAddress]:
        """A device that was let in."""
        pairing, token = await pair(PairingAddress.parse((await self.invite()).link), name)
        return pairing, HubAddress(pairing.url, token, pairing.fingerprint)

    def open_window(self, address: HubAddress) -> Helper:
        """A window of a device."""
        self.helpers.append(Helper(address))
        return self.helpers[-1]


@asynccontextmanager
async def opened(folder: Path, settings: ModeratorSettings = ALLOWED) -> AsyncIterator[Stand]:
    stand = Stand(folder)
    await stand.desk.open(settings)
    try:
        yield stand
    finally:
        for helper in stand.helpers:
            await helper.client.close()
        await stand.control.close()
        await stand.desk.close()


@pytest.fixture(autouse=True)
def _quick_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_proofs(monkeypatch)


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    async with opened(tmp_path) as stand:
        yield stand


async def test_an_invited_device_works_with_its_role_and_its_name(stand: Stand) -> None:
    invitation = await stand.invite()
    assert invitation.link.startswith(f"hawker://{invitation.code}@127.0.0.1:{invitation.port}#")
    pairing, token = await pair(PairingAddress.parse(invitation.link), "Mo's laptop")
    assert [payload for payload, _actor in stand.logged] == [
        HelperInvited(Role.MODERATOR),
        DevicePaired(pairing.device_id, "Mo's laptop", Role.MODERATOR),
    ]
    assert {actor for _payload, actor in stand.logged} == {OWNER.id}
    helper = stand.open_window(HubAddress(pairing.url, token, pairing.fingerprint))
    await helper.is_in()
    assert helper.client.who == pairing.who
    assert await helper.client.request(ask.GetSnapshot()) == Done()
    assert stand.asked == [(ask.GetSnapshot(), pairing.who)]
    with pytest.raises(ForbiddenError, match="moderator may not"):
        await helper.client.request(ask.EndShow())
    with pytest.raises(ForbiddenError):
        await helper.client.request(ask.GetTeamDevices())
    (device,) = await stand.devices()
    assert device.is_connected
    assert device.last_seen_wall_ms > 0


async def test_alarms_reach_the_helper_and_devices_do_not(stand: Stand) -> None:
    _pairing, address = await stand.paired()
    helper = stand.open_window(address)
    await helper.is_in()
    stand.control.tell(DevicesChanged())
    stand.control.tell(AlarmCleared("disk"))
    await until(lambda: bool(helper.heard))
    assert helper.heard == [AlarmCleared("disk")]


async def test_a_revoked_device_is_out_at_once_and_for_good(stand: Stand) -> None:
    pairing, address = await stand.paired()
    windows = [stand.open_window(address) for _ in range(2)]
    for window in windows:
        await window.is_in()
    await stand.ask(ask.RevokeDevice(pairing.device_id))
    for window in windows:
        await window.is_refused()
        with pytest.raises(UnavailableError):
            await window.client.request(ask.GetSnapshot())
    await stand.open_window(address).is_refused()
    assert stand.asked == []
    assert stand.logged[-1] == (DeviceRevoked(pairing.device_id), OWNER.id)
    (device,) = await stand.devices()
    assert (device.is_revoked, device.is_connected, device.name) == (True, False, "Mo")
    assert stand.desk.team() == (Who(device.id, "Mo", Role.MODERATOR),)  # the log names them
    with pytest.raises(NotFoundError):
        await stand.ask(ask.RevokeDevice(pairing.device_id))


async def test_a_renamed_device_acts_under_its_new_name(stand: Stand) -> None:
    pairing, address = await stand.paired()
    helper = stand.open_window(address)
    await helper.is_in()
    await stand.ask(ask.RenameDevice(pairing.device_id, "Moritz"))
    await helper.client.request(ask.GetSnapshot())
    assert stand.asked[-1][1] == Who(pairing.device_id, "Moritz", Role.MODERATOR)
    assert stand.logged[-1] == (DeviceRenamed(pairing.device_id, "Moritz"), OWNER.id)
    told = stand.told[-1]
    assert isinstance(told, DevicesChanged)
    assert [device.name for device in told.devices] == ["Moritz"]


async def test_a_hub_that_was_started_again_knows_its_devices(tmp_path: Path) -> None:
    async with opened(tmp_path / "hub") as stand:
        pairing, address = await stand.paired()
        shelf = PairingShelf(tmp_path / "helper")
        shelf.keep(pairing, address.token)
        code = (await stand.invite()).code
    async with opened(tmp_path / "hub") as stand:
        port = (await stand.invite()).port
        kept = shelf.address()
        assert kept is not None
        helper = stand.open_window(kept._replace(url=f"wss://127.0.0.1:{port}/control"))
        await helper.is_in()
        with pytest.raises(ForbiddenError):  # the code of before is not the one of now
            await pair(PairingAddress.parse(f"{code}@127.0.0.1:{port}"), "Late")


async def test_another_computer_at_the_address_is_told_nothing(
    stand: Stand, tmp_path: Path
) -> None:
    _pairing, address = await stand.paired()
    async with opened(tmp_path / "other") as other:
        port = (await other.invite()).port
        moved = address._replace(url=f"wss://127.0.0.1:{port}/control")
        helper = other.open_window(moved)
        await until(lambda: helper.states == [LinkState.STRANGER])
        helper.address = address  # and the right one is found again
        await helper.is_in()


async def test_nobody_is_invited_while_helpers_are_not_let_in(tmp_path: Path) -> None:
    async with opened(tmp_path, ModeratorSettings()) as stand:
        with pytest.raises(UnavailableError, match="let helpers in first"):
            await stand.invite()
        assert await stand.ask(ask.GetTeamDevices()) == TeamDevices()
        stand.desk.follow(ALLOWED)
        await until(lambda: bool(stand.told))
        invitation = await stand.invite()
        told = await stand.ask(ask.GetTeamDevices())
        assert isinstance(told, TeamDevices)
        assert (told.invitation, told.port) == (invitation, invitation.port)
        stand.told.clear()
        stand.desk.follow(ModeratorSettings())
        await until(lambda: bool(stand.told))
        with pytest.raises(UnavailableError):
            await pair(PairingAddress.parse(invitation.link), "Mo")
        told = await stand.ask(ask.GetTeamDevices())
        assert told == TeamDevices()


async def test_who_may_be_invited_and_how_many(tmp_path: Path) -> None:
    book = DeviceBook(tmp_path / "devices.json", SystemClock())
    for number in range(MOST_DEVICES):
        book.add(f"Device {number}", Role.MODERATOR)
    async with opened(tmp_path) as stand:
        for role in (Role.OWNER, Role.STREAMER, Role.VIEWER):
            with pytest.raises(BadInputError, match="to moderate or to look on"):
                await stand.ask(ask.Invite(role))
        with pytest.raises(BadInputError, match="the limit"):
            await stand.invite()
        await stand.ask(ask.RevokeDevice((await stand.devices())[0].id))
        await stand.invite()


async def test_an_invitation_that_ends_is_written_down(stand: Stand) -> None:
    await stand.ask(ask.CancelInvitation())
    assert stand.logged == [], "none was open"
    invitation = await stand.invite()
    await stand.ask(ask.CancelInvitation())
    assert stand.logged[-1] == (InvitationEnded(), OWNER.id)
    with pytest.raises(NotFoundError):
        await pair(PairingAddress.parse(invitation.link), "Mo")
    spoiled = PairingAddress.parse((await stand.invite()).link)._replace(code="AAAAAAAA")
    for _ in range(5):
        with pytest.raises(ForbiddenError):
            await pair(spoiled, "Eve")
    assert stand.logged[-1] == (InvitationEnded(), "")
    assert invitation.code not in repr(stand.told) + repr(stand.logged)
