"""Microphones and what the computer plays, through PortAudio; PulseAudio's sources by name.

PortAudio sees PulseAudio and PipeWire as one device called "pulse"; which of their sources
it reads is chosen by PULSE_SOURCE when the stream is opened. Their names come from pactl.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, UnavailableError
from studio.core.slots import BoundedQueue
from studio.core.sources import MicrophoneSettings, SystemSoundSettings
from studio.core.status import DeviceInfo
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ, AudioBlock, MediaClock
from studio.engine.sources.base import Reading, SourceDriver

PULSE = "pulse"
_MONITOR = ".monitor"
_QUEUE_BLOCKS = 100
_SILENT_S = 3.0
_READ_S = 0.2
_pulse_lock = threading.Lock()


def portaudio() -> Any:
    """The sounddevice module; UnavailableError names the package when PortAudio is missing."""
    try:
        import sounddevice
    except OSError as error:
        raise UnavailableError(
            "sound devices need the library PortAudio; install libportaudio2", "sound"
        ) from error
    return sounddevice


def list_sound_devices(kind: str) -> list[DeviceInfo]:
    """Inputs of kind "microphone" or "system_sound" with the names that a person knows."""
    wants_monitors = kind == "system_sound"
    sources = pulse_sources()
    if sources is not None:
        return [
            DeviceInfo(name, words, kind)
            for name, words in sources
            if name.endswith(_MONITOR) == wants_monitors
        ]
    devices = portaudio().query_devices()
    return [
        DeviceInfo(str(device["name"]), str(device["name"]), kind)
        for device in devices
        if device["max_input_channels"] > 0 and _is_loopback(str(device["name"])) == wants_monitors
    ]


def pulse_sources() -> list[tuple[str, str]] | None:
    """Names and descriptions of PulseAudio's or PipeWire's sources; None when there is none."""
    return pulse_names("sources")


def pulse_names(what: str) -> list[tuple[str, str]] | None:
    """The same of "sources" or "sinks"."""
    if not sys.platform.startswith("linux") or shutil.which("pactl") is None:
        return None
    try:
        done = subprocess.run(
            ["pactl", "-f", "json", "list", what],  # noqa: S607 - wherever the system has it
            capture_output=True,
            timeout=3,
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        listed = json.loads(done.stdout or b"[]")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return [(str(one["name"]), str(one.get("description") or one["name"])) for one in listed]


def _is_loopback(name: str) -> bool:
    words = name.lower()
    return any(word in words for word in ("loopback", "stereo mix", "blackhole", "monitor"))


class SoundDeviceDriver(SourceDriver):
    """One input stream of 10 ms blocks. Raises when the device is gone or says nothing for 3 s."""

    what = "the microphone"

    def __init__(self, device_id: str, clock: MediaClock) -> None:
        super().__init__(clock)
        self._device_id = device_id
        self._queue: BoundedQueue[AudioBlock] = BoundedQueue("sound input", _QUEUE_BLOCKS)
        self._stream: Any = None
        self._silent_s = 0.0

    def wanted_source(self, sources: list[tuple[str, str]]) -> str:
        """Which of PulseAudio's sources to read; empty: the system's default."""
        names = [name for name, _ in sources]
        if self._device_id and self._device_id not in names:
            raise UnavailableError(f"{self.what} is unplugged; plug it in again", self._device_id)
        return self._device_id

    def open(self) -> None:
        """Open the stream and begin."""
        sources = pulse_sources()
        device: str | None = self._device_id or None
        wanted = ""
        if sources is not None:
            wanted = self.wanted_source(sources)
            device = PULSE
        self._stream = self._opened(device, wanted)

    def read(self) -> Reading:
        """The next block."""
        block = self._queue.get(timeout_s=_READ_S)
        if block is not None:
            self._silent_s = 0.0
            return Reading(sound=block)
        self._silent_s += _READ_S
        if self._silent_s >= _SILENT_S or not self._stream.active:
            raise UnavailableError(f"{self.what} gives no sound; is it unplugged?", self._device_id)
        return Reading()

    def close(self) -> None:
        """Let go of the device."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close(ignore_errors=True)
        self._queue.close()

    def _opened(self, device: str | None, pulse_source: str) -> Any:
        module = portaudio()
        with pulse_choice("PULSE_SOURCE", pulse_source):
            try:
                info = module.query_devices(device, "input")
                stream = module.InputStream(
                    device=device,
                    samplerate=SAMPLE_RATE_HZ,
                    blocksize=BLOCK_SAMPLES,
                    channels=min(2, int(info["max_input_channels"])),
                    dtype="float32",
                    latency="low",
                    callback=self._on_samples,
                )
                stream.start()
            except (module.PortAudioError, ValueError) as error:
                raise UnavailableError(
                    f"{self.what} cannot be opened: {error}", self._device_id or "default"
                ) from error
        return stream

    def _on_samples(self, samples: Any, frames: int, _times: Any, _flags: Any) -> None:
        now_ns = self.clock.now_ns()
        stereo = np.array(samples, np.float32)
        if stereo.shape[1] == 1:
            stereo = np.repeat(stereo, 2, axis=1)
        self._queue.put(AudioBlock(stereo, now_ns - frames * NS_PER_S // SAMPLE_RATE_HZ))


@contextlib.contextmanager
def pulse_choice(variable: str, wanted: str) -> Iterator[None]:
    """PulseAudio reads which device to open from the environment; one opens at a time."""
    with _pulse_lock:
        before = os.environ.get(variable)
        try:
            if wanted:
                os.environ[variable] = wanted
            yield
        finally:
            _restore(variable, before)


def _restore(name: str, before: str | None) -> None:
    if before is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = before


class MicrophoneDriver(SoundDeviceDriver):
    """A sound input."""

    def __init__(self, settings: MicrophoneSettings, clock: MediaClock) -> None:
        super().__init__(settings.device_id, clock)


class SystemSoundDriver(SoundDeviceDriver):
    """What the computer plays: a PulseAudio monitor, or a loopback device."""

    what = "the system's sound"

    def __init__(self, settings: SystemSoundSettings, clock: MediaClock) -> None:
        super().__init__(settings.device_id, clock)

    def wanted_source(self, sources: list[tuple[str, str]]) -> str:
        """The chosen monitor, or the first one."""
        chosen = super().wanted_source(sources)
        if chosen:
            return chosen
        monitors = [name for name, _ in sources if name.endswith(_MONITOR)]
        if not monitors:
            raise UnavailableError("this computer plays to no device", "system sound")
        return monitors[0]

    def open(self) -> None:
        """Open the stream; needs PulseAudio, PipeWire or a loopback device."""
        if not self._device_id and pulse_sources() is None:
            raise BadInputError(
                "choose a loopback device, such as Stereo Mix or BlackHole", "system sound"
            )
        super().open()
