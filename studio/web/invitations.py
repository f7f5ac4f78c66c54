"""The one invitation that can be open: ten minutes, five wrong tries, good for one device."""

import asyncio
import enum
from collections.abc import Callable
from dataclasses import dataclass

from studio.core.clock import NS_PER_S, Clock
from studio.core.team import Role
from studio.web.pairing_proof import PairAsked, device_proof, is_same, new_code, shared_key

LASTS_S = 600
MOST_WRONG = 5
_MS_PER_S = 1000


class Refusal(enum.Enum):
    """Why somebody is not let in."""

    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """What was told to the person who invites. ``until_ns``: on the clock that never goes back."""

    code: str
    role: Role
    name: str
    until_wall_ms: int
    until_ns: int


@dataclass(frozen=True, slots=True)
class Redeemed:
    """The invitation that somebody came by, and the key that both sides know."""

    invitation: OpenInvitation
    key: bytes


class Invitations:
    """On the hub's event loop. ``on_change``: one was opened or came to its end by itself.

    ``on_spoiled``: wrong codes ended one.
    """

    def __init__(
        self, clock: Clock, on_change: Callable[[], None], on_spoiled: Callable[[], None]
    ) -> None:
        self._clock = clock
        self._on_change = on_change
        self._on_spoiled = on_spoiled
        self._open: OpenInvitation | None = None
        self._wrong = 0
        self._one_at_a_time = asyncio.Lock()

    @property
    def open_now(self) -> OpenInvitation | None:
        """The invitation, while it is good."""
        found = self._open
        if found is not None and found.until_ns <= self._clock.monotonic_ns():
            self._open = None
        return self._open

    def invite(self, role: Role, name: str) -> OpenInvitation:
        """A new code; an earlier one is good for nothing any more."""
        self._wrong = 0
        self._open = OpenInvitation(
            new_code(),
            role,
            name,
            self._clock.wall_ms() + LASTS_S * _MS_PER_S,
            self._clock.monotonic_ns() + LASTS_S * NS_PER_S,
        )
        self._on_change()
        return self._open

    def cancel(self) -> bool:
        """Nobody comes in by the code any more; whether one was open."""
        was_open = self.open_now is not None
        self._open = None
        if was_open:
            self._on_change()
        return was_open

    def tick(self) -> None:
        """Called about once a second: one whose time is over is said to be."""
        was_open = self._open is not None
        if was_open and self.open_now is None:
            self._on_change()

    async def redeem(self, asked: PairAsked, fingerprint: str) -> Redeemed | Refusal:
        """Use the invitation up, if the proof fits it and the hub's own certificate.

        One try at a time: each costs work, and five wrong ones end the invitation.
        """
        async with self._one_at_a_time:
            invitation = self.open_now
            if invitation is None:
                return Refusal.OVER
            key = await asyncio.to_thread(shared_key, invitation.code, fingerprint, asked.nonce)
            if self.open_now is not invitation:  # cancelled or replaced meanwhile
                return Refusal.OVER
            if not is_same(device_proof(key, asked.device_name), asked.proof):
                self._wrong += 1
                if self._wrong >= MOST_WRONG:
                    self.cancel()
                    self._on_spoiled()
                return Refusal.WRONG
            self._open = None
            return Redeemed(invitation, key)
