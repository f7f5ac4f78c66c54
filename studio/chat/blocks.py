"""Who may not write now: from the store at the start, then as it is decided."""

from collections import OrderedDict

from studio.core.room import PersonStanding

FOR_GOOD = -1
_MOST = 50_000


class Blocks:
    """At most 50,000; the one blocked first is let go first, and the store still knows."""

    def __init__(self) -> None:
        self._blocked: OrderedDict[str, PersonStanding] = OrderedDict()

    def put(self, standing: PersonStanding) -> None:
        """What is true of somebody now."""
        self._blocked.pop(standing.actor, None)
        if standing.until_wall_ms:
            self._blocked[standing.actor] = standing
        while len(self._blocked) > _MOST:
            self._blocked.popitem(last=False)

    def of(self, actor: str, now_wall_ms: int) -> PersonStanding | None:
        """What keeps somebody from writing now, if anything does."""
        standing = self._blocked.get(actor)
        if standing is None or standing.until_wall_ms == FOR_GOOD:
            return standing
        if standing.until_wall_ms <= now_wall_ms:
            del self._blocked[actor]
            return None
        return standing
