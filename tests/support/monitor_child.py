"""Plays a tone to a monitor device in a process of its own: PortAudio looks for devices once."""

import json
import sys
import time

from studio.core.status import Alarm
from studio.engine.audio.monitor import MonitorOutput
from studio.engine.audio.sound_output import opened_output
from tests.support.sound import blocks_of, sine


def main() -> None:
    """``python -m tests.support.monitor_child DEVICE SECONDS``: JSON about how it went."""
    device_id, seconds = sys.argv[1], float(sys.argv[2])
    alarms: list[str] = []

    def put(alarm: Alarm) -> None:
        alarms.append(alarm.text)

    output = MonitorOutput(opened_output, put, lambda _gone: None)
    output.start()
    output.want(True, device_id)
    began = time.monotonic()
    while not output.is_open and not alarms and time.monotonic() < began + 20:
        time.sleep(0.01)
    began = time.monotonic()
    for number, block in enumerate(blocks_of(sine(440, seconds))):
        time.sleep(max(0.0, began + number / 100 - time.monotonic()))
        output.push(block)
    output.stop()
    figures = {"alarms": alarms, "dropped": output.dropped_blocks}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
