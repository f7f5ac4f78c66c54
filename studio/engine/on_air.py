"""The state of the show: off, rehearsal, live, paused, ended, and what each step does."""

import threading
from collections.abc import Callable
from typing import Protocol

from studio.core.clock import Clock
from studio.core.errors import BadInputError
from studio.core.messages.events import Event, ShowStateChanged
from studio.core.status import ShowState

_HOLDER = "show"
_RUNNING = (ShowState.REHEARSAL, ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)
_SEEN_BY_VIEWERS = (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)


class Encoders(Protocol):
    """What makes packets while somebody holds it."""

    def hold(self, name: str) -> None:
        """Packets are needed."""
        ...

    def release(self, name: str) -> None:
        """Packets are needed no more."""
        ...


class OnAir:
    """One show at a time; every step is told, and a step that makes no sense is refused."""

    def __init__(
        self,
        clock: Clock,
        encoders: Encoders,
        begin_outputs: Callable[[], None],
        end_outputs: Callable[[], None],
        tell: Callable[[Event], None],
    ) -> None:
        self._clock = clock
        self._encoders = encoders
        self._begin_outputs = begin_outputs
        self._end_outputs = end_outputs
        self._tell = tell
        self._lock = threading.RLock()
        self.state = ShowState.OFF
        self.started_wall_ms = 0

    @property
    def is_running(self) -> bool:
        """Whether the encoders run for the show."""
        return self.state in _RUNNING

    @property
    def has_viewers(self) -> bool:
        """Whether viewers are let in."""
        return self.state in _SEEN_BY_VIEWERS

    @property
    def is_paused(self) -> bool:
        """Whether viewers see the pause picture."""
        return self.state is ShowState.PAUSED

    def start(self, is_rehearsal: bool, started_wall_ms: int = 0) -> None:
        """Go live, from a rehearsal too; ``started_wall_ms`` is given when a show is taken up."""
        with self._lock:
            if self.has_viewers:
                raise BadInputError("the show is live already", "StartShow")
            if is_rehearsal and self.state is ShowState.REHEARSAL:
                raise BadInputError("the rehearsal runs already", "StartShow")
            if not is_rehearsal:
                self._set(ShowState.STARTING)
            try:
                self._encoders.hold(_HOLDER)
            except Exception:
                self._set(ShowState.OFF)
                raise
            self.started_wall_ms = started_wall_ms or self._clock.wall_ms()
            self._set(ShowState.REHEARSAL if is_rehearsal else ShowState.LIVE)
            if not is_rehearsal:
                self._begin_outputs()

    def pause(self, is_paused: bool) -> None:
        """Show viewers the pause picture, or go on."""
        with self._lock:
            if self.state not in (ShowState.LIVE, ShowState.PAUSED):
                raise BadInputError("only a live show can be paused", "PauseShow")
            self._set(ShowState.PAUSED if is_paused else ShowState.LIVE)

    def end(self) -> None:
        """End the show; viewers are told and let go."""
        with self._lock:
            if not self.is_running:
                raise BadInputError("no show is running", "EndShow")
            was_seen = self.has_viewers
            self._set(ShowState.ENDING)
            self._end_outputs()
            self._encoders.release(_HOLDER)
            self.started_wall_ms = 0
            self._set(ShowState.ENDED if was_seen else ShowState.OFF)

    def _set(self, state: ShowState) -> None:
        if state is not self.state:
            self.state = state
            self._tell(ShowStateChanged(state, self.started_wall_ms))
