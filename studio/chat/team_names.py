"""How the members of the team are called: their ids are in the log, their names are not."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence

import msgspec

from studio.core.room import RoomMessage
from studio.core.team import Who
from studio.core.teamwork import AuditLine

_MOST = 1_000


class TeamNames:
    """The last thousand; the streamer and the studio itself have none, windows have words there."""

    def __init__(self) -> None:
        self._names: OrderedDict[str, str] = OrderedDict()

    def learn(self, team: Iterable[Who]) -> None:
        """These are called so now."""
        for who in team:
            self._names[who.id] = who.name
            self._names.move_to_end(who.id)
        while len(self._names) > _MOST:
            self._names.popitem(last=False)

    def of(self, member_id: str) -> str:
        """The name; empty when there is none."""
        return self._names.get(member_id, "")

    def signed(self, messages: Sequence[RoomMessage]) -> tuple[RoomMessage, ...]:
        """The messages, each with the name of who decided about it."""
        return tuple(
            msgspec.structs.replace(one, decided_by_name=self.of(one.decided_by))
            if one.decided_by
            else one
            for one in messages
        )

    def named(self, lines: Sequence[AuditLine]) -> tuple[AuditLine, ...]:
        """The lines, each with the name of who did it, and of the helper whom it concerns."""
        return tuple(
            msgspec.structs.replace(
                line,
                by_name=self.of(line.by),
                target_name=line.target_name or self.of(line.target),
            )
            for line in lines
        )
