"""The recorder: starts and ends recordings, one at a time, and says how they do."""

import datetime
import threading
import time
from collections.abc import Callable
from pathlib import Path

from studio.core.errors import BadInputError, UnavailableError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, RecorderState, RecorderStatus
from studio.core.threads import Worker
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock, PacketKind, TrackInfo
from studio.engine.outputs.disk import DiskWatch
from studio.engine.outputs.recording_file import KINDS
from studio.engine.outputs.recording_names import asked_path, reserve, working_path
from studio.engine.outputs.recording_run import RecordingRun
from studio.engine.outputs.remux import recover_recordings

_CAPACITY = 6000  # a minute of picture and sound: a disk may think that long


class Recorder:
    """Records what a fan-out carries; every method is safe from any thread.

    A new recording may begin while the one before is being finished; what that one says is
    not told any more then, but for alarms.
    """

    def __init__(
        self,
        fanout: FanOut,
        settings: RecordingSettings,
        clock: MediaClock,
        on_status: Callable[[RecorderStatus], None],
        on_alarm: Callable[[Alarm], None],
        disk: DiskWatch | None = None,
    ) -> None:
        self._fanout = fanout
        self._settings = settings
        self._clock = clock
        self._on_status = on_status
        self._on_alarm = on_alarm
        self._disk = disk or DiskWatch()
        self._lock = threading.RLock()
        self._run: RecordingRun | None = None
        self._waited_for: list[Callable[[float], bool]] = []

    def set_settings(self, settings: RecordingSettings) -> None:
        """For the next recording."""
        self._settings = settings

    def start(self, path: str = "") -> str:
        """Begin; gives the finished file's path, which is a free one beside what was asked.

        Raises BadInputError (the name, or one runs already) or UnavailableError (the disk).
        """
        with self._lock:
            if self.status().state is RecorderState.RECORDING:
                raise BadInputError("a recording runs already", "StartRecording")
            asked = asked_path(path, self._settings, datetime.datetime.now())
            working, final = reserve(asked)
            self._begin(working, final)
            left_behind = working_path(asked)
            if left_behind != working and left_behind.exists():
                self._recover(left_behind)
        return str(final)

    def stop(self) -> None:
        """Finish; returns at once. Raises BadInputError when nothing is recorded."""
        run = self._run
        if run is None or not run.end():
            raise BadInputError("nothing is being recorded", "StopRecording")

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end of what `stop` began; False when it takes longer."""
        deadline = time.monotonic() + timeout_s
        with self._lock:
            waited_for = tuple(self._waited_for)
        return all(wait(max(0.0, deadline - time.monotonic())) for wait in waited_for)

    def status(self) -> RecorderStatus:
        """How the recording does, or the last one did."""
        run = self._run
        return run.status() if run is not None else RecorderStatus()

    def _begin(self, working: Path, final: Path) -> None:
        try:
            self._disk.begin(working.parent, self._settings)
        except UnavailableError:
            working.unlink(missing_ok=True)
            raise
        run = self._run = RecordingRun(
            working,
            final,
            self._fanout.attach("recorder", KINDS, _CAPACITY),
            self._sound,
            self._disk,
            self._clock,
            lambda status: self._tell(run, status),
            self._on_alarm,
        )
        self._waited_for = [wait for wait in self._waited_for if not wait(0.0)] + [run.wait]
        self._on_status(run.status())
        run.start()

    def _tell(self, run: RecordingRun, status: RecorderStatus) -> None:
        with self._lock:
            if run is self._run:
                self._on_status(status)

    def _sound(self) -> TrackInfo | None:
        return self._fanout.tracks().get(PacketKind.AUDIO_AAC)

    def _recover(self, left_behind: Path) -> None:
        """Finish what a crash left under the very name asked for; nobody waits for it."""
        worker = Worker("recover-recording", lambda _stop: _finish_leftover(left_behind))
        worker.start()
        self._waited_for.append(worker.join)


def _finish_leftover(left_behind: Path) -> None:
    recover_recordings([left_behind])
