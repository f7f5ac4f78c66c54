"""Sound outputs through PortAudio; PulseAudio's sinks by name."""

from collections.abc import Callable
from typing import Any

from studio.core.errors import UnavailableError
from studio.core.status import DeviceInfo
from studio.engine.media import BLOCK_SAMPLES, SAMPLE_RATE_HZ
from studio.engine.sources.sound_device import PULSE, portaudio, pulse_choice, pulse_names

KIND = "monitor"


def list_sound_outputs() -> list[DeviceInfo]:
    """Outputs with the names that a person knows."""
    sinks = pulse_names("sinks")
    if sinks is not None:
        return [DeviceInfo(name, words, KIND) for name, words in sinks]
    return [
        DeviceInfo(str(device["name"]), str(device["name"]), KIND)
        for device in portaudio().query_devices()
        if device["max_output_channels"] > 0
    ]


def opened_output(device_id: str, fill: Callable[[Any], None]) -> Any:
    """A stream that asks ``fill`` for float32 stereo; empty: the system's own output.

    Raises UnavailableError when there is no such device or it cannot be opened.
    """
    module = portaudio()
    sinks = pulse_names("sinks")
    device: str | None = device_id or None
    wanted = ""
    if sinks is not None:
        if device_id and device_id not in [name for name, _ in sinks]:
            raise UnavailableError("the device is unplugged; plug it in again", device_id)
        device, wanted = PULSE, device_id
    with pulse_choice("PULSE_SINK", wanted):
        try:
            stream = module.OutputStream(
                device=device,
                samplerate=SAMPLE_RATE_HZ,
                blocksize=BLOCK_SAMPLES,
                channels=2,
                dtype="float32",
                latency="low",
                callback=lambda out, _frames, _times, _flags: fill(out),
            )
            stream.start()
        except (module.PortAudioError, ValueError) as error:
            raise UnavailableError(
                f"the device cannot be opened: {error}", device_id or "default"
            ) from error
    return stream
