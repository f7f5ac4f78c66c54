"""Opens a sound device in a process of its own: PortAudio finds its devices once a process."""

import json
import sys
import time

import numpy as np

from studio.core.errors import StudioError
from studio.core.sources import MicrophoneSettings, SystemSoundSettings
from studio.engine.media import MediaClock
from studio.engine.sources.base import SourceDriver
from studio.engine.sources.sound_device import MicrophoneDriver, SystemSoundDriver
from tests.support.sound import loudest_hz


def main() -> None:
    """``python -m tests.support.sound_child KIND DEVICE SECONDS``: JSON about what was heard."""
    kind, device_id, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    clock = MediaClock()
    driver: SourceDriver
    if kind == "microphone":
        driver = MicrophoneDriver(MicrophoneSettings(device_id), clock)
    else:
        driver = SystemSoundDriver(SystemSoundSettings(device_id), clock)
    try:
        driver.open()
        _say("open")
        heard, times_ns, lateness_ns = [], [], []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            block = driver.read().sound
            if block is not None:
                heard.append(block.samples)
                times_ns.append(block.media_ns)
                lateness_ns.append(clock.now_ns() - block.media_ns)
    except StudioError as error:
        _say(json.dumps({"what": error.what, "where": error.where}))
        return
    finally:
        driver.close()
    assert heard, "not one block"
    sound = np.concatenate(heard[len(heard) // 4 :])
    _say(
        json.dumps(
            {
                "loudest_hz": loudest_hz(sound),
                "peak": float(np.abs(sound).max()),
                "seconds": sum(len(samples) for samples in heard) / 48_000,
                "span_s": (times_ns[-1] - times_ns[0]) / 1e9,
                "is_in_order": times_ns == sorted(times_ns),
                "is_of_the_past": min(lateness_ns) >= 0,
            }
        )
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
