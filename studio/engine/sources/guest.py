"""A phone or guest as a source: what the guest link brings, or a sentence why it brings nothing."""

import threading

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError
from studio.core.sources import GuestSettings
from studio.engine.guests.lobby import GuestLobby
from studio.engine.media import MediaClock
from studio.engine.sources.base import Reading, SourceDriver

_READ_S = 0.1
_QUIET_NS = 3 * NS_PER_S
_QUIET = "the phone sends nothing; its network may be weak"
_BLIND = "the phone's camera gives no picture any more"


class GuestDriver(SourceDriver):
    """Waits without end: a guest may come, go and come back at any time."""

    def __init__(self, settings: GuestSettings, clock: MediaClock, lobby: GuestLobby) -> None:
        super().__init__(clock)
        self._settings = settings
        self._feed = lobby.feed(settings.link_id)
        self._interrupted = threading.Event()
        self._last_ns = 0
        self._last_picture_ns: int | None = None

    def open(self) -> None:
        """Needs a link; whether somebody is there yet is another matter."""
        if not self._settings.link_id:
            raise BadInputError("this source has no guest link; make one", "guest")
        self._last_ns = self.clock.now_ns()

    def read(self) -> Reading:
        """The next picture or sound, or what is being waited for."""
        reading = None if self._interrupted.is_set() else self._feed.get(_READ_S)
        now_ns = self.clock.now_ns()
        if reading is not None:
            self._last_ns = now_ns
            return self._with_sight(reading, now_ns)
        if not self._feed.is_open:
            return Reading(waits_for=self._feed.reason)
        if now_ns - self._last_ns > _QUIET_NS:
            return Reading(waits_for=_QUIET)
        return Reading()

    def _with_sight(self, reading: Reading, now_ns: int) -> Reading:
        """Sound that comes while the picture has stopped must not make it look well."""
        if reading.picture is not None:
            self._last_picture_ns = now_ns
            return reading
        seen_ns = self._last_picture_ns
        if seen_ns is not None and now_ns - seen_ns > _QUIET_NS:
            return Reading(sound=reading.sound, waits_for=_BLIND)
        return reading

    def close(self) -> None:
        """Nothing is held: the connection is the guests' server's."""
        self._interrupted.set()

    def interrupt(self) -> None:
        """Wait no longer."""
        self._interrupted.set()
