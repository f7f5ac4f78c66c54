"""What the person at the desk hears: a sound output that follows its own clock."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from studio.core.errors import StudioError
from studio.core.status import Alarm, Severity
from studio.core.threads import StopSignal, Worker
from studio.engine.audio.drift import DriftCorrector
from studio.engine.audio.resample import DriftResampler
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, FloatSamples

_WAITING_SAMPLES = 4 * BLOCK_SAMPLES
_MOST_SAMPLES = 20 * BLOCK_SAMPLES
_AGAIN_S = 2.0
_ALARM_ID = "monitor-device"

Fill = Callable[[Any], None]


class Stream(Protocol):
    """An open output."""

    @property
    def active(self) -> bool:
        """Whether it plays still."""

    def close(self) -> None:
        """Play no more."""


class MonitorOutput:
    """Opened on a thread of its own while somebody listens; bounded, and counts what it drops.

    The device's clock is not ours: how much waits for it says how fast it runs, and the sound is
    made that much longer or shorter.
    """

    def __init__(
        self,
        opened: Callable[[str, Fill], Stream],
        on_alarm: Callable[[Alarm], None],
        clear_alarm: Callable[[str], None],
    ) -> None:
        self._opened = opened
        self._on_alarm = on_alarm
        self._clear_alarm = clear_alarm
        self._lock = threading.Lock()
        self._waiting: deque[FloatSamples] = deque()
        self._held = 0
        self._is_playing = False
        self._wanted: tuple[bool, str] = (False, "")
        self._woken = threading.Event()
        self._worker = Worker("monitor", self._run)
        self._reset()
        self.is_open = False
        self.dropped_blocks = 0
        self.silent_samples = 0

    def start(self) -> None:
        """Be ready to open."""
        self._worker.start()

    def stop(self) -> None:
        """Close for good."""
        self._worker.stop_signal.set()
        self._woken.set()
        self._worker.stop()

    def want(self, is_wanted: bool, device_id: str) -> None:
        """Whether anything is monitored, and on which device (empty: the system's); at once."""
        if self._wanted != (is_wanted, device_id):
            self._wanted = (is_wanted, device_id)
            self._woken.set()

    def push(self, samples: FloatSamples) -> None:
        """10 ms from the mixer."""
        if not self.is_open:
            return
        with self._lock:
            if self._held > _MOST_SAMPLES:
                self.dropped_blocks += 1
                return
            behind_s = (_WAITING_SAMPLES - self._held) / SAMPLE_RATE_HZ
            if self._is_playing:
                self._drift.feed(behind_s, BLOCK_SAMPLES / SAMPLE_RATE_HZ)
            made = self._resampler.process(samples, self._drift.ratio)
            self._waiting.append(made)
            self._held += made.shape[0]

    def fill(self, out: Any) -> None:
        """The device wants samples, (n, 2); what is not there is silence."""
        filled, count = 0, int(out.shape[0])
        with self._lock:
            if not self._is_playing and self._held >= _WAITING_SAMPLES:
                self._is_playing = True
            while self._is_playing and filled < count and self._waiting:
                piece = self._waiting.popleft()
                part = piece[: count - filled]
                out[filled : filled + part.shape[0]] = part
                filled += part.shape[0]
                if part.shape[0] < piece.shape[0]:
                    self._waiting.appendleft(piece[part.shape[0] :])
            self._held -= filled
            if self._is_playing and filled < count:
                self.silent_samples += count - filled
                self._is_playing = False  # let some wait again, rather than stutter
        out[filled:] = 0.0

    def _reset(self) -> None:
        with self._lock:
            self._waiting.clear()
            self._held, self._is_playing = 0, False
            self._drift, self._resampler = DriftCorrector(), DriftResampler()

    def _run(self, stop: StopSignal) -> None:
        stream: Stream | None = None
        opened: tuple[bool, str] = (False, "")
        while not stop.is_set:
            wanted = self._wanted
            if stream is not None and (wanted != opened or not stream.active):
                self.is_open = False
                stream.close()
                stream = None
            if wanted[0] and stream is None:
                stream, opened = self._try(wanted[1]), wanted
            if not wanted[0]:
                self._clear_alarm(_ALARM_ID)
            self._woken.wait(_AGAIN_S)
            self._woken.clear()
        self.is_open = False
        if stream is not None:
            stream.close()

    def _try(self, device_id: str) -> Stream | None:
        self._reset()
        try:
            stream = self._opened(device_id, self.fill)
        except StudioError as error:
            self._on_alarm(
                Alarm(
                    _ALARM_ID,
                    Severity.WARNING,
                    f"You cannot hear the monitor: {error.what}",
                    "Choose another device in the sound panel; viewers hear everything as before",
                )
            )
            return None
        self._clear_alarm(_ALARM_ID)
        self.is_open = True
        return stream
