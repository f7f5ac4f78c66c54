"""The recording of the second canvas, which begins and ends with that of the first."""

from collections.abc import Callable
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, RecorderState, RecorderStatus, Severity
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock
from studio.engine.outputs.recorder import Recorder

_SUFFIX = " second"


class SecondRecording:
    """Never ends the first recording: what goes wrong here is an alarm. Safe from any thread."""

    def __init__(
        self,
        fanout: FanOut,
        settings: RecordingSettings,
        clock: MediaClock,
        on_alarm: Callable[[Alarm], None],
    ) -> None:
        self._on_alarm = on_alarm
        self._recorder = Recorder(fanout, settings, clock, lambda _status: None, self._alarm)

    @property
    def is_running(self) -> bool:
        """Whether packets are needed."""
        return self._recorder.status().state is RecorderState.RECORDING

    def status(self) -> RecorderStatus:
        """How it does, or the last one did."""
        return self._recorder.status()

    def set_settings(self, settings: RecordingSettings) -> None:
        """For the next recording."""
        self._recorder.set_settings(settings)

    def begin(self, first_path: str) -> None:
        """Record beside the file of the first canvas, under its name and a word more."""
        first = Path(first_path)
        try:
            self._recorder.start(str(first.with_name(f"{first.stem}{_SUFFIX}{first.suffix}")))
        except StudioError as error:
            self._alarm(Alarm("recording", Severity.URGENT, f"Recording: {error.what}"))

    def end(self) -> None:
        """Finish, if it runs; returns at once."""
        if self.is_running:
            self._recorder.stop()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end; False when it takes longer."""
        return self._recorder.wait(timeout_s)

    def _alarm(self, alarm: Alarm) -> None:
        self._on_alarm(
            Alarm("second-recording", alarm.severity, f"Second canvas: {alarm.text}", alarm.advice)
        )
