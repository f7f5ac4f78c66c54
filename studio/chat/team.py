"""The team as it is now: who is here, what each looks at, and who works on which message."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import BadInputError, NotFoundError
from studio.core.team import Role, Who
from studio.core.teamwork import Claim, Member

LEFT_S = 30
CLAIM_S = 600
_MOST_CLAIMS = 500
_TEAM = (Role.OWNER, Role.STREAMER, Role.MODERATOR)


@dataclass(frozen=True, slots=True)
class _Held:
    claim: Claim
    until_ns: int


class Team:
    """In memory only: after a restart everybody who is here says so again.

    A message is worked on by one of them at most. A claim ends when it is given back, when its
    message is decided, after ten minutes, or 30 seconds after its holder left and did not return.
    Whatever may have changed something answers whether it did.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._members: dict[str, Member] = {}
        self._claims: dict[str, _Held] = {}
        self._left_ns: dict[str, int] = {}

    def members(self) -> tuple[Member, ...]:
        """Who is here, in the order in which they came."""
        return tuple(self._members.values())

    def claims(self) -> tuple[Claim, ...]:
        """Who works on what, oldest first."""
        return tuple(held.claim for held in self._claims.values())

    def present(self, connected: Iterable[Who]) -> bool:
        """These are connected now, and nobody else."""
        before = dict(self._members)
        here = {who.id: who for who in connected if who.role in _TEAM}
        for gone in before.keys() - here.keys():
            del self._members[gone]
            self._left(gone)
        for who in here.values():
            known = before.get(who.id) or Member(who, self._clock.wall_ms())
            self._members[who.id] = msgspec.structs.replace(known, who=who)
            self._left_ns.pop(who.id, None)
        return self._members != before

    def look(self, who: Who, lane: str, message_id: str) -> bool:
        """They look at this now; nobody sees it of one who is not here."""
        known = self._members.get(who.id)
        if known is None:
            return False
        self._members[who.id] = msgspec.structs.replace(known, lane=lane, message_id=message_id)
        return self._members[who.id] != known

    def claim(self, message_id: str, who: Who) -> bool:
        """They work on it. BadInputError while somebody else does."""
        held = self._claims.get(message_id)
        if held is not None and held.claim.by != who.id:
            raise BadInputError(f"{self._name_of(held.claim.by)} works on this already", message_id)
        if held is not None:
            return False
        if len(self._claims) >= _MOST_CLAIMS:
            raise BadInputError("too many messages are worked on; give some back", message_id)
        self._put(message_id, who.id)
        return True

    def release(self, message_id: str, who: Who) -> bool:
        """They work on it no longer; the one at the studio may say so for anybody."""
        held = self._claims.get(message_id)
        if held is None:
            return False
        self._check_holder(held, who)
        del self._claims[message_id]
        return True

    def check_hand_over(self, message_id: str, who: Who, to: str) -> None:
        """Whether it may be given to that one: NotFoundError when they are not here."""
        held = self._claims.get(message_id)
        if held is not None:
            self._check_holder(held, who)
        if to not in self._members:
            raise NotFoundError("nobody of that name is here", to)

    def hand_over(self, message_id: str, to: str) -> bool:
        """It is theirs from now on, for another ten minutes."""
        held = self._claims.pop(message_id, None)
        self._put(message_id, to)
        return held is None or held.claim.by != to

    def decided(self, message_ids: Iterable[str]) -> bool:
        """Nobody needs to work on these any more."""
        ended = [one for one in message_ids if self._claims.pop(one, None) is not None]
        return bool(ended)

    def sweep(self) -> bool:
        """End the claims whose time is over."""
        now_ns = self._clock.monotonic_ns()
        gone = {
            by for by, left_ns in self._left_ns.items() if now_ns >= left_ns + LEFT_S * NS_PER_S
        }
        over = [
            message_id
            for message_id, held in self._claims.items()
            if now_ns >= held.until_ns or held.claim.by in gone
        ]
        for message_id in over:
            del self._claims[message_id]
        for by in gone:
            del self._left_ns[by]
        return bool(over)

    def _put(self, message_id: str, by: str) -> None:
        until_ns = self._clock.monotonic_ns() + CLAIM_S * NS_PER_S
        self._claims[message_id] = _Held(Claim(message_id, by, self._clock.wall_ms()), until_ns)
        if by not in self._members:  # their window closed while they asked
            self._left(by)

    def _left(self, by: str) -> None:
        self._left_ns.setdefault(by, self._clock.monotonic_ns())

    def _check_holder(self, held: _Held, who: Who) -> None:
        if held.claim.by != who.id and who.role is Role.MODERATOR:
            raise BadInputError(
                f"{self._name_of(held.claim.by)} works on this", held.claim.message_id
            )

    def _name_of(self, by: str) -> str:
        member = self._members.get(by)
        return (member.who.name if member is not None else "") or "somebody else"
