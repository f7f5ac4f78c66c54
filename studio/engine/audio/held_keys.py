"""Which strips' talk keys are down, as windows say it; a window that dies holds none for long."""

from studio.core.clock import NS_PER_S
from studio.core.talking import HOLD_S

_HOLD_NS = round(HOLD_S * NS_PER_S)


class HeldKeys:
    """Told by requests, asked by the mixer's thread; each call is one step of a dict."""

    def __init__(self) -> None:
        self._until_ns: dict[str, int] = {}

    def hold(self, source_id: str, now_ns: int, *, is_held: bool) -> None:
        """The key is down until the time is over or it is said to be up."""
        if is_held:
            self._until_ns[source_id] = now_ns + _HOLD_NS
        else:
            self._until_ns.pop(source_id, None)

    def is_held(self, source_id: str, now_ns: int) -> bool:
        """Whether it is down now."""
        return now_ns < self._until_ns.get(source_id, 0)
