"""Runs one source on its own thread, keeps its newest picture, and brings it back when it fails."""

import logging
import threading
from collections.abc import Callable

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, StudioError
from studio.core.scene import Source
from studio.core.slots import LatestSlot
from studio.core.sources import has_picture
from studio.core.status import SourceState, SourceStatus
from studio.core.threads import StopSignal, Worker
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.sources.base import Reading, SourceDriver
from studio.engine.sources.media_control import Seekable
from studio.engine.sources.placeholder import draw_placeholder

_log = logging.getLogger("studio.engine.sources.runner")

_FIRST_RETRY_S = 0.5
_LONGEST_RETRY_S = 5.0
_STALL_NS = 3 * NS_PER_S
_GIVE_UP_NS = 12 * NS_PER_S
_MOST_ABANDONED = 3
_LEAST_PAUSE_S = 0.002


class SourceRunner:
    """Owns the thread of one source. ``make`` builds a fresh driver for every attempt."""

    def __init__(
        self,
        source: Source,
        clock: MediaClock,
        make: Callable[[], SourceDriver],
        on_status: Callable[[SourceStatus], None],
        on_sound: Callable[[str, AudioBlock], None],
    ) -> None:
        self.source = source
        self._clock = clock
        self._make = make
        self._on_status = on_status
        self._on_sound = on_sound
        self._slot: LatestSlot[Picture] = LatestSlot()
        self._placeholder: Picture | None = None
        self._lock = threading.Lock()
        self._driver: SourceDriver | None = None
        self._state = SourceState.STARTING
        self._reason = ""
        self._pictures = 0
        self._alive_ns = clock.now_ns()
        self._abandoned = 0
        self._worker = self._new_worker()

    def start(self) -> None:
        """Open the source and read it until `stop`."""
        self._worker.start()

    def stop(self) -> None:
        """Close the source and end the thread."""
        self._worker.stop_signal.set()
        self._interrupt()
        self._worker.stop(2.0)

    def picture(self) -> Picture | None:
        """The newest picture; while it does not run, a calm panel that says why."""
        if self._state in (SourceState.RUNNING, SourceState.ENDED):
            return self._slot.get()
        return self._placeholder

    def control(self, is_paused: bool | None, position_s: float | None) -> None:
        """Pause or seek a media file. Raises BadInputError for anything else."""
        driver = self._driver
        if not isinstance(driver, Seekable):
            raise BadInputError("this source cannot be paused or moved", self.source.name)
        driver.control(is_paused, position_s)

    def status(self) -> SourceStatus:
        """How it does now."""
        picture = self._slot.get()
        driver = self._driver
        return SourceStatus(
            self.source.id,
            self._state,
            self._reason,
            width_px=picture.width_px if picture else 0,
            height_px=picture.height_px if picture else 0,
            pictures=self._pictures,
            dropped=self._slot.dropped,
            position_s=driver.position_s if driver else 0.0,
            duration_s=driver.duration_s if driver else 0.0,
        )

    def watch(self) -> None:
        """Called about once a second: notice a driver that hangs, and replace it in the end."""
        if self._state is not SourceState.RUNNING and not self._reason.startswith("no answer"):
            return
        silent_ns = self._clock.now_ns() - self._alive_ns
        if silent_ns < _STALL_NS:
            return
        self._say(SourceState.RETRYING, f"no answer for {silent_ns // NS_PER_S} s")
        self._interrupt()
        if silent_ns > _GIVE_UP_NS and self._abandoned < _MOST_ABANDONED:
            self._abandoned += 1
            self._worker.stop_signal.set()
            self._alive_ns = self._clock.now_ns()
            self._worker = self._new_worker()
            self._worker.start()

    def _new_worker(self) -> Worker:
        return Worker(f"source-{self.source.id}", self._run)

    def _run(self, stop: StopSignal) -> None:
        retry_s = _FIRST_RETRY_S
        while not stop.is_set:
            before = self._pictures
            self._attempt(stop)
            if self._pictures > before + 30:
                retry_s = _FIRST_RETRY_S
            stop.wait(retry_s)
            retry_s = min(_LONGEST_RETRY_S, retry_s * 2)

    def _attempt(self, stop: StopSignal) -> None:
        driver: SourceDriver | None = None
        try:
            driver = self._make()
            driver.open()
            self._alive_ns = self._clock.now_ns()
            self._driver = driver
            self._read_on(driver, stop)
        except BadInputError as error:
            self._fail(stop, SourceState.UNAVAILABLE, error.what)
        except StudioError as error:
            self._fail(stop, SourceState.RETRYING, error.what)
        except Exception as error:  # noqa: BLE001 - a driver's outer edge: one bad source only
            _log.exception("source failed", extra={"source_id": self.source.id})
            self._fail(stop, SourceState.RETRYING, f"it failed: {type(error).__name__}")
        finally:
            if self._driver is driver:
                self._driver = None
            if driver is not None:
                driver.close()

    def _read_on(self, driver: SourceDriver, stop: StopSignal) -> None:
        while not stop.is_set:
            reading = driver.read()
            if stop.is_set:
                return
            self._alive_ns = self._clock.now_ns()
            self._take(reading)
            if reading.picture is not None or reading.sound is not None:
                stop.wait(_LEAST_PAUSE_S)  # a driver that does not pace itself must not burn a core
            elif reading.has_ended:
                stop.wait(0.05)

    def _take(self, reading: Reading) -> None:
        if reading.picture is not None:
            self._slot.put(reading.picture)
            self._pictures += 1
        if reading.sound is not None:
            self._on_sound(self.source.id, reading.sound)
        if reading.waits_for:
            self._say(SourceState.RETRYING, reading.waits_for)
        elif reading.has_ended:
            self._say(SourceState.ENDED, "")
        elif reading.picture is not None or reading.sound is not None:
            self._say(SourceState.RUNNING, "")

    def _fail(self, stop: StopSignal, state: SourceState, reason: str) -> None:
        if not stop.is_set:
            self._say(state, reason)

    def _say(self, state: SourceState, reason: str) -> None:
        with self._lock:
            if (state, reason) == (self._state, self._reason):
                return
            if reason and has_picture(self.source.settings):
                self._placeholder = draw_placeholder(self._clock.now_ns(), self.source.name, reason)
            self._reason = reason
            self._state = state
        self._on_status(self.status())

    def _interrupt(self) -> None:
        driver = self._driver
        if driver is not None:
            driver.interrupt()
