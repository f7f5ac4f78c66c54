"""What changes in the team is told at once, and at most twenty times a second."""

import asyncio
from collections.abc import Callable

from studio.chat.team import Team
from studio.core.messages.events import ClaimsChanged, Event, TeamChanged

_GATHER_S = 0.05


class TeamNews:
    """On the hub's loop. The first change goes out now, those of the next 50 ms together."""

    def __init__(
        self, team: Team, tell: Callable[[Event], None], gather_s: float = _GATHER_S
    ) -> None:
        self._team = team
        self._tell = tell
        self._gather_s = gather_s
        self._is_team_new = False
        self._are_claims_new = False
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    def members(self, *, changed: bool) -> None:
        """Whether somebody came, left, or looks at something else."""
        self._is_team_new |= changed
        self._soon()

    def claims(self, *, changed: bool) -> None:
        """Whether somebody works on something else."""
        self._are_claims_new |= changed
        self._soon()

    def close(self) -> None:
        """Tell nothing more."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()

    def _soon(self) -> None:
        if (
            self._timer is None
            and not self._is_closed
            and (self._is_team_new or self._are_claims_new)
        ):
            self._flush()

    def _flush(self) -> None:
        self._timer = None
        if not (self._is_team_new or self._are_claims_new):
            return
        if self._is_team_new:
            self._tell(TeamChanged(self._team.members()))
        if self._are_claims_new:
            self._tell(ClaimsChanged(self._team.claims()))
        self._is_team_new = self._are_claims_new = False
        self._timer = asyncio.get_running_loop().call_later(self._gather_s, self._flush)
