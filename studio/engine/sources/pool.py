"""All sources of the show: exactly those that the show names run."""

import threading
from collections.abc import Callable

from studio.core.errors import NotFoundError
from studio.core.scene import Show, Source
from studio.core.status import SourceStatus
from studio.engine.guests.lobby import GuestLobby
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.sources.base import SourceDriver
from studio.engine.sources.registry import make_driver
from studio.engine.sources.runner import SourceRunner


class SourcePool:
    """Starts and stops runners so that they follow the show. Safe from several threads."""

    def __init__(
        self,
        clock: MediaClock,
        on_status: Callable[[SourceStatus], None],
        on_sound: Callable[[str, AudioBlock], None],
        make: Callable[[Source, MediaClock], SourceDriver] | None = None,
        lobby: GuestLobby | None = None,
    ) -> None:
        guests = lobby or GuestLobby()

        def make_any(source: Source, at: MediaClock) -> SourceDriver:
            return make_driver(source.settings, at, guests)

        self._clock = clock
        self._on_status = on_status
        self._on_sound = on_sound
        self._make = make or make_any
        self._lock = threading.Lock()
        self._runners: dict[str, SourceRunner] = {}

    def sync(self, show: Show) -> None:
        """Run exactly the show's sources; one that did not change is not touched."""
        wanted = {source.id: source for source in show.sources}
        with self._lock:
            runners = dict(self._runners)
            gone = [
                runner
                for source_id, runner in runners.items()
                if source_id not in wanted or wanted[source_id].settings != runner.source.settings
            ]
            for runner in gone:
                del runners[runner.source.id]
            fresh = [source for source in show.sources if source.id not in runners]
            for source in fresh:
                runners[source.id] = self._runner_of(source)
            self._runners = runners  # swapped whole: readers need no lock
        for runner in gone:
            runner.stop()
        for source in fresh:
            runners[source.id].start()

    def picture(self, source_id: str) -> Picture | None:
        """The newest picture of a source, or a panel that says why there is none; never waits."""
        runner = self._runners.get(source_id)
        return runner.picture() if runner is not None else None

    def statuses(self) -> tuple[SourceStatus, ...]:
        """How each source does; also where a hanging one is noticed."""
        runners = list(self._runners.values())
        for runner in runners:
            runner.watch()
        return tuple(runner.status() for runner in runners)

    def control_media(
        self, source_id: str, is_paused: bool | None, position_s: float | None
    ) -> None:
        """Pause, go on or seek."""
        runner = self._runners.get(source_id)
        if runner is None:
            raise NotFoundError("there is no such source", source_id)
        runner.control(is_paused, position_s)

    def close(self) -> None:
        """End every source."""
        with self._lock:
            runners, self._runners = self._runners, {}
        for runner in runners.values():
            runner.stop()

    def _runner_of(self, source: Source) -> SourceRunner:
        def make() -> SourceDriver:
            return self._make(source, self._clock)

        return SourceRunner(source, self._clock, make, self._on_status, self._on_sound)
