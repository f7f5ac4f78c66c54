"""A short tone for alarms, played beside the programme on the default output device."""

import logging

import numpy as np
import numpy.typing as npt

from studio.core.slots import BoundedQueue
from studio.core.threads import StopSignal, Worker

_log = logging.getLogger("studio.engine.audio.alarm_tone")
SAMPLE_RATE_HZ = 48_000  # not the engine's own: a window that rings does not load its media
_LEVEL = 0.12  # about -18 dBFS: heard beside a voice, not through it
_EDGE_S = 0.008
_NOTE_S, _REST_S = 0.11, 0.05
_CALM_HZ = (660.0, 880.0)
_URGENT_HZ = (880.0, 660.0, 880.0, 660.0)


def tone(*, is_urgent: bool) -> npt.NDArray[np.float32]:
    """Samples of one ring, shape (n, 2): two notes upward, or four to and fro."""
    notes = [_note(pitch_hz) for pitch_hz in (_URGENT_HZ if is_urgent else _CALM_HZ)]
    mono = np.concatenate(notes)
    return np.stack([mono, mono], axis=1)


def _note(pitch_hz: float) -> npt.NDArray[np.float32]:
    count, edge = round(_NOTE_S * SAMPLE_RATE_HZ), round(_EDGE_S * SAMPLE_RATE_HZ)
    turns = np.arange(count, dtype=np.float32) * np.float32(2 * np.pi * pitch_hz / SAMPLE_RATE_HZ)
    samples = np.sin(turns) * np.float32(_LEVEL)
    ramp = np.linspace(0, 1, edge, dtype=np.float32)
    samples[:edge] *= ramp
    samples[-edge:] *= ramp[::-1]
    rest = np.zeros(round(_REST_S * SAMPLE_RATE_HZ), np.float32)
    return np.concatenate([samples, rest]).astype(np.float32)


class AlarmPlayer:
    """Plays on a thread of its own; of rings that come while one sounds, the last is kept."""

    def __init__(self) -> None:
        self._asked: BoundedQueue[bool] = BoundedQueue("alarm tones", 1)
        self._worker = Worker("alarm-tone", self._run)
        self._has_failed = False

    def start(self) -> None:
        """Begin to listen for rings."""
        self._worker.start()

    def ring(self, *, is_urgent: bool) -> bool:
        """Ask for one ring; False when this computer has refused to play before."""
        self._asked.put(is_urgent)
        return not self._has_failed

    def close(self) -> None:
        """End the thread."""
        self._asked.close()
        self._worker.stop()

    def _run(self, stop: StopSignal) -> None:
        while not stop.is_set and not (self._asked.is_closed and not len(self._asked)):
            is_urgent = self._asked.get(0.5)
            if is_urgent is not None:
                self._play(is_urgent)

    def _play(self, is_urgent: bool) -> None:
        try:
            import sounddevice

            samples = tone(is_urgent=is_urgent)
            with sounddevice.OutputStream(SAMPLE_RATE_HZ, channels=2, dtype="float32") as stream:
                stream.write(samples)
        except (OSError, ImportError, ValueError) as error:
            self._fail(error)
        except Exception as error:  # PortAudio's own error, which cannot be named without it
            if type(error).__name__ != "PortAudioError":
                raise
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not self._has_failed:
            _log.info("alarms cannot be heard here", extra={"error": str(error)})
        self._has_failed = True
