"""The door for helpers from other machines: the way in by TLS, invitations, devices."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import msgspec
from aiohttp import web

from studio.core.clock import Clock, SystemClock
from studio.core.devices import INVITED_AS, MOST_DEVICES, Device
from studio.core.errors import BadInputError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import DevicesChanged, Event
from studio.core.messages.results import Done, Invitation, Result, TeamDevices
from studio.core.pairings import PairingAddress, plain_fingerprint, shown_code
from studio.core.records.door import (
    DevicePaired,
    DeviceRenamed,
    DeviceRevoked,
    HelperInvited,
    InvitationEnded,
)
from studio.core.records.payload import Payload
from studio.core.records.record import STUDIO
from studio.core.settings import ModeratorSettings
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import OWNER, Role, Who
from studio.processes.secure_site import HELPERS, SecureSite
from studio.web.device_book import DeviceBook
from studio.web.invitations import Invitations, OpenInvitation
from studio.web.pairing_door import PairingDoor

DOOR_REQUESTS = ask.AnyDoorRequest
_FILE = "devices.json"
_TICK_S = 1.0
_NOT_ALLOWED = "let helpers in first: nobody can come in from another machine now"
_FULL = f"there are {MOST_DEVICES} devices, which is the limit; remove one"


class Sockets(Protocol):
    """What the door needs of the control socket."""

    def add_to(self, application: web.Application, *, is_remote: bool = False) -> None:
        """Serve it there too."""
        ...

    def put_out(self, who_id: str) -> None:
        """Close every window of that device."""
        ...

    def rename(self, who: Who) -> None:
        """Call that device so."""
        ...


class DoorDesk:
    """On the hub's loop. ``log(payload, actor)`` writes down who did what."""

    def __init__(
        self,
        data_dir: Path,
        sockets: Sockets,
        tell: Callable[[Event], None],
        log: Callable[[Payload, str], None],
        *,
        is_loopback_only: bool = False,
        clock: Clock | None = None,
    ) -> None:
        clock = clock or SystemClock()
        self._sockets = sockets
        self._tell = tell
        self._log = log
        self._book = DeviceBook(data_dir / _FILE, clock)
        self._invitations = Invitations(clock, self._tell_devices, self._spoiled)
        self._pairing = PairingDoor(self._invitations, self._fingerprint, self._pair, clock)
        self._site = SecureSite(
            data_dir, HELPERS, self._add_to_site, is_loopback_only=is_loopback_only
        )
        self._settings = ModeratorSettings()
        self._inviter = OWNER.id
        self._connected: frozenset[str] = frozenset()
        self._tasks = TaskGroupKeeper("door-desk")

    async def open(self, settings: ModeratorSettings) -> None:
        """Listen if that is allowed."""
        self._settings = settings
        await self._site.follow(settings.is_allowed, settings.port)
        self._tasks.start(self._tick(), "tick")

    async def close(self) -> None:
        """Listen no more."""
        await self._site.close()
        await self._tasks.close()

    def follow(self, settings: ModeratorSettings) -> None:
        """The settings changed: helpers are let in, or not."""
        if settings == self._settings:
            return
        self._settings = settings

        async def do() -> None:
            await self._site.follow(settings.is_allowed, settings.port)
            if not self._site.port:
                self._invitations.cancel()
            self._tell_devices()

        self._tasks.start(do(), "follow")

    def who_has(self, token: str) -> Who | None:
        """Whose token it is, if that device is let in."""
        return self._book.who_has(token)

    def team(self) -> tuple[Who, ...]:
        """Whoever was ever let in, also those who are put out: the log names them."""
        return tuple(Who(one.id, one.name, one.role) for one in self._book.devices())

    def present(self, connected: Iterable[Who]) -> None:
        """These are connected now, and nobody else."""
        now = frozenset(who.id for who in connected)
        for device_id in now ^ self._connected:
            self._book.seen(device_id)
        self._connected = now
        self._tell_devices()

    async def answer(self, request: DOOR_REQUESTS, who: Who) -> Result:
        """Invite, take back, list, rename, put out."""
        match request:
            case ask.GetTeamDevices():
                return self._team_devices()
            case ask.Invite():
                return self._invite(request, who)
            case ask.CancelInvitation():
                if self._invitations.cancel():
                    self._log(InvitationEnded(), who.id)
            case ask.RenameDevice():
                device = self._book.rename(request.device_id, request.name)
                self._log(DeviceRenamed(device.id, device.name), who.id)
                self._sockets.rename(Who(device.id, device.name, device.role))
                self._tell_devices()
            case ask.RevokeDevice():
                self._book.revoke(request.device_id)
                self._log(DeviceRevoked(request.device_id), who.id)
                self._sockets.put_out(request.device_id)
                self._tell_devices()
        return Done()

    def _invite(self, request: ask.Invite, who: Who) -> Invitation:
        if request.role not in INVITED_AS:
            raise BadInputError("somebody can be invited to moderate or to look on only", "role")
        if not self._site.port:
            raise UnavailableError(self._site.note or _NOT_ALLOWED, "invitation")
        if sum(not device.is_revoked for device in self._book.devices()) >= MOST_DEVICES:
            raise BadInputError(_FULL, "devices")
        self._inviter = who.id
        self._log(HelperInvited(request.role), who.id)
        return self._told(self._invitations.invite(request.role, request.name))

    def _told(self, opened: OpenInvitation) -> Invitation:
        site = self._site
        pin = plain_fingerprint(site.fingerprint)
        return Invitation(
            code=shown_code(opened.code),
            host=site.host,
            port=site.port,
            fingerprint=site.fingerprint,
            until_wall_ms=opened.until_wall_ms,
            link=PairingAddress(opened.code, site.host, site.port, pin).link,
            role=opened.role,
            name=opened.name,
        )

    def _team_devices(self) -> TeamDevices:
        opened, site = self._invitations.open_now, self._site
        return TeamDevices(
            devices=self._devices(),
            invitation=self._told(opened) if opened is not None and site.port else None,
            note=site.note,
            host=site.host,
            port=site.port,
            fingerprint=site.fingerprint,
        )

    def _devices(self) -> tuple[Device, ...]:
        return tuple(
            msgspec.structs.replace(device, is_connected=device.id in self._connected)
            for device in self._book.devices()
        )

    def _add_to_site(self, application: web.Application) -> None:
        self._pairing.add_to(application)
        self._sockets.add_to(application, is_remote=True)

    def _fingerprint(self) -> str:
        return self._site.fingerprint

    def _pair(self, name: str, role: Role) -> tuple[Device, str]:
        device, token = self._book.add(name, role)
        self._log(DevicePaired(device.id, device.name, device.role), self._inviter)
        self._tell_devices()
        return device, token

    def _spoiled(self) -> None:
        self._log(InvitationEnded(), STUDIO)

    def _tell_devices(self) -> None:
        self._tell(DevicesChanged(self._devices()))

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK_S)
            self._invitations.tick()
