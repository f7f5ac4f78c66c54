"""Records in real time until it is killed: ``record_child FILE``; tells each packet taken."""

import sys
import time
from pathlib import Path

from studio.core.settings import RecordingSettings
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock
from studio.engine.outputs.recorder import Recorder
from tests.support.encoded import both, sound


def main(path: str) -> None:
    """Publish four seconds of picture and sound as they would come."""
    fanout = FanOut("child")
    fanout.set_track(sound(4.0)[1])
    packets = both(4.0)
    settings = RecordingSettings(folder=str(Path(path).parent), stop_free_bytes=50_000_000)
    recorder = Recorder(fanout, settings, MediaClock(), lambda _status: None, lambda _alarm: None)
    recorder.start(path)
    began = time.monotonic()
    for packet in packets:
        seconds = packet.pts / packet.clock_hz
        time.sleep(max(0.0, seconds - (time.monotonic() - began)))
        fanout.publish(packet)
        while any(len(reader) for reader in fanout.readers):
            time.sleep(0.001)  # told only when the recorder has taken it
        sys.stdout.write(f"{seconds:.3f}\n")
        sys.stdout.flush()
    time.sleep(30)


if __name__ == "__main__":
    main(sys.argv[1])
