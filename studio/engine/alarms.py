"""The board of what a person should know now; every change on it is told once."""

import threading
from collections.abc import Callable

from studio.core.clock import NS_PER_S, Clock
from studio.core.messages.events import AlarmCleared, AlarmRaised, Event
from studio.core.status import Alarm

_KEPT_S = 60


class AlarmBoard:
    """Holds alarms by id; one that is not raised again within a minute goes by itself."""

    def __init__(self, clock: Clock, tell: Callable[[Event], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._lock = threading.Lock()
        self._alarms: dict[str, tuple[Alarm, int]] = {}

    def put(self, alarm: Alarm) -> None:
        """Raise an alarm, or renew it; the same text again is not told again."""
        with self._lock:
            known = self._alarms.get(alarm.id)
            self._alarms[alarm.id] = (alarm, self._clock.monotonic_ns())
        if known is None or known[0] != alarm:
            self._tell(AlarmRaised(alarm))

    def clear(self, alarm_id: str) -> None:
        """It is well again."""
        with self._lock:
            known = self._alarms.pop(alarm_id, None)
        if known is not None:
            self._tell(AlarmCleared(alarm_id))

    def set(self, alarm: Alarm, is_raised: bool) -> None:
        """Raise or clear, as the condition is now."""
        if is_raised:
            self.put(alarm)
        else:
            self.clear(alarm.id)

    def expire(self) -> None:
        """Clear what nobody has renewed; called about once a second."""
        oldest_ns = self._clock.monotonic_ns() - _KEPT_S * NS_PER_S
        with self._lock:
            old = [key for key, (_, raised_ns) in self._alarms.items() if raised_ns < oldest_ns]
        for alarm_id in old:
            self.clear(alarm_id)

    def all(self) -> tuple[Alarm, ...]:
        """What is raised now, oldest first."""
        with self._lock:
            return tuple(alarm for alarm, _ in self._alarms.values())
