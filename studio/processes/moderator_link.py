"""A moderator's way to the hub: the studio of this machine, or the one it was paired with."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from studio.core.errors import StudioError, UnavailableError
from studio.core.messages.events import Event, Topic
from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.core.pairings import PairingAddress, PairingShelf
from studio.core.running import HubAddress
from studio.core.tasks import TaskGroupKeeper
from studio.processes.launch import address_of
from studio.ui.moderator.door import DoorState
from studio.web.client import ControlClient, LinkState
from studio.web.pairing import pair

TOPICS = Topic.SHOW | Topic.STATS | Topic.ALARMS | Topic.CHAT | Topic.TEAM
_STATES = {
    LinkState.CONNECTED: DoorState.CONNECTED,
    LinkState.REFUSED: DoorState.REFUSED,
    LinkState.STRANGER: DoorState.STRANGER,
}
Say = Callable[[DoorState, str], None]


class ModeratorLink:
    """On the bridge's loop; ``say`` tells from there how it stands.

    The studio of this data folder comes first, and is looked for again and again, so that it may
    be started later; with an ``invitation`` it is not asked for.
    """

    def __init__(
        self,
        data_dir: Path,
        on_event: Callable[[Event], None],
        on_connected: Callable[[bool], None],
        say: Say,
        *,
        invitation: str = "",
        name: str = "",
    ) -> None:
        self._data_dir = data_dir
        self._on_event = on_event
        self._on_connected = on_connected
        self._say = say
        self._is_local = not invitation
        self._invitation, self._name = invitation, name
        self._shelf = PairingShelf(data_dir)
        self._tasks = TaskGroupKeeper("moderator-link")
        self._turn = asyncio.Lock()
        self._client: ControlClient | None = None
        self._was_in = self._has_failed = False

    def start(self) -> None:
        """Use the invitation, or connect to what is known."""
        if self._invitation:
            self._say(DoorState.PAIRING, "")
            self.pair(self._invitation, self._name)
        else:
            self._client = self._connect()

    async def request(self, request: Request) -> Result:
        """Ask the hub; UnavailableError while there is none."""
        if self._client is None:
            raise UnavailableError("the studio is not reached yet", "hub")
        return await self._client.request(request)

    async def close(self) -> None:
        """Disconnect for good."""
        await self._tasks.close()
        if self._client is not None:
            await self._client.close()

    def pair(self, invitation: str, name: str) -> None:
        """Use an invitation, keep what comes of it, and go there."""
        self._tasks.start(self._pair(invitation, name), "pair")

    async def _pair(self, invitation: str, name: str) -> None:
        async with self._turn:
            self._has_failed = False
            try:
                address = PairingAddress.parse(invitation)
                pairing, token = await pair(address, name)
                await asyncio.to_thread(self._shelf.keep, pairing, token)
            except StudioError as error:
                self._has_failed = True
                self._say(DoorState.FAILED, error.what)
                self._client = self._client or self._connect()
                return
            before, self._client = self._client, None
            if before is not None:
                await before.close()
            self._on_connected(False)
            self._is_local = self._was_in = False
            self._client = self._connect()

    def _connect(self) -> ControlClient:
        client = ControlClient(self._find, TOPICS, self._on_event, self._follow, "moderator")
        client.start()
        return client

    def _find(self) -> HubAddress | None:
        here = address_of(self._data_dir) if self._is_local else None
        found = HubAddress(*here) if here is not None else self._shelf.address()
        if not self._was_in and not self._has_failed:
            self._say(*self._before(found))
        return found

    def _before(self, found: HubAddress | None) -> tuple[DoorState, str]:
        """How it stands before anybody answered."""
        if found is None:
            return DoorState.NOBODY, ""
        pairing = self._shelf.read()
        where = f"{pairing.host}:{pairing.port}" if found.fingerprint and pairing else ""
        return DoorState.CONNECTING, where

    def _follow(self, state: LinkState) -> None:
        self._on_connected(state is LinkState.CONNECTED)
        told = _STATES.get(state)
        if told is not None:
            self._was_in = told is DoorState.CONNECTED
            self._has_failed = not self._was_in
            self._say(told, "")
        elif self._was_in:
            self._say(DoorState.LOST, "")
