import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio.core.clock import NS_PER_S
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, RecorderState, RecorderStatus
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock, MediaPacket, PacketKind
from studio.engine.outputs.disk import DiskWatch
from studio.engine.outputs.recording_file import KINDS
from studio.engine.outputs.recording_lock import RecordingLock
from studio.engine.outputs.recording_names import reserve
from studio.engine.outputs.recording_run import RecordingRun
from tests.fakes.virtual_clock import VirtualClock
from tests.support.encoded import both, sound, video

WAIT_S = 30.0
GB = 10**9


class Stand:
    """A recording on a clock and a disk that only the test moves."""

    def __init__(self, folder: Path, free_bytes: Callable[[Path], int] | None = None) -> None:
        self.clock = VirtualClock()
        self.free = 100 * GB
        self.statuses: list[RecorderStatus] = []
        self.alarms: list[Alarm] = []
        self.working, self.final = reserve(folder / "a.mp4")
        self.fanout = FanOut("test")
        self.fanout.set_track(sound(1.0)[1])
        disk = DiskWatch(free_bytes or (lambda _folder: self.free), lambda: 0.0)
        disk.begin(folder, RecordingSettings())
        self.run = RecordingRun(
            self.working,
            self.final,
            self.fanout.attach("recorder", KINDS, 6000),
            lambda: self.fanout.tracks().get(PacketKind.AUDIO_AAC),
            disk,
            MediaClock(self.clock),
            self.statuses.append,
            self.alarms.append,
        )
        self.run.start()

    def settle(self) -> None:
        """Wait until all that was given is taken."""
        until(lambda: all(len(reader) == 0 for reader in self.fanout.readers))

    def publish(self, packets: list[MediaPacket]) -> None:
        """Give packets, and let as much time pass as they last; all of them are taken."""
        for packet in packets:
            self.fanout.publish(packet)
            self.settle()
            if packet.kind is PacketKind.VIDEO:
                self.clock.advance(NS_PER_S // 30)

    def is_over_after(self, duration_ns: int) -> bool:
        """Let time pass: the run's thread may only now begin to count."""
        self.clock.advance(duration_ns)
        return self.run.wait(0.05)

    @property
    def states(self) -> list[RecorderState]:
        return [status.state for status in self.statuses]

    def end(self) -> RecorderStatus:
        self.run.end()
        assert self.run.wait(WAIT_S)
        return self.run.status()


@contextmanager
def recording(folder: Path, free_bytes: Callable[[Path], int] | None = None) -> Iterator[Stand]:
    stand = Stand(folder, free_bytes)
    try:
        yield stand
    finally:
        stand.end()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.0005)


def test_it_grows_is_proven_and_finished(tmp_path: Path) -> None:
    with recording(tmp_path) as stand:
        stand.publish(both(5.0))
        until(lambda: stand.run.status().proven_age_s >= 0)
        status = stand.run.status()
        assert status.state is RecorderState.RECORDING
        assert status.duration_s > 3
        assert status.written_bytes > 10_000
        assert status.disk_free_bytes == 100 * GB
        last = stand.end()
        assert stand.states == [RecorderState.FINISHING, RecorderState.OFF]
        assert last.path == str(stand.final)
        assert last.duration_s == pytest.approx(5.0, abs=0.1)
        assert last.written_bytes == stand.final.stat().st_size
        assert stand.alarms == []
        assert not stand.run.end()


def test_it_is_held_against_others_until_its_end(tmp_path: Path) -> None:
    with recording(tmp_path) as stand:
        assert not RecordingLock(stand.working).take()
        stand.end()
        assert list(tmp_path.iterdir()) == []  # nothing came, nothing is left
        assert stand.run.status().reason == "nothing came"


def test_a_full_disk_ends_it_whole(tmp_path: Path) -> None:
    with recording(tmp_path) as stand:
        stand.publish(both(1.0))
        stand.free = 1000
        stand.publish([packet for packet in both(3.0) if packet.pts / packet.clock_hz >= 1.0])
        assert stand.run.wait(WAIT_S)
        status = stand.run.status()
        assert status.state is RecorderState.OFF
        assert "The disk is full" in stand.alarms[0].text
        assert stand.final.exists()
        assert "no room" in status.reason


def test_little_room_is_said_early(tmp_path: Path) -> None:
    with recording(tmp_path) as stand:
        stand.free = GB
        stand.publish(both(2.0))
        until(lambda: bool(stand.alarms))
        assert "more minutes of recording" in stand.alarms[0].text
        stand.end()


def test_a_file_that_is_taken_away_fails_loudly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with recording(tmp_path) as stand:
        stand.publish(both(1.0))
        stand.working.unlink()
        stand.publish([packet for packet in both(3.0) if packet.pts / packet.clock_hz >= 1.0])
        assert stand.run.wait(WAIT_S)
        status = stand.run.status()
        assert status.state is RecorderState.FAILED
        assert "its file is gone" in stand.alarms[0].text
        assert "recording failed" in caplog.text


def test_a_disk_that_goes_keeps_what_was_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    is_gone = threading.Event()

    def free_bytes(_folder: Path) -> int:
        if is_gone.is_set():
            raise OSError(5, "Input/output error")
        return 100 * GB

    with recording(tmp_path, free_bytes) as stand:
        stand.publish(both(1.0))
        is_gone.set()
        stand.publish([packet for packet in both(3.0) if packet.pts / packet.clock_hz >= 1.0])
        assert stand.run.wait(WAIT_S)
        assert stand.run.status().state is RecorderState.FAILED
        assert stand.working.stat().st_size > 0
        assert "recording failed" in caplog.text


def test_an_encoder_that_makes_nothing_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with recording(tmp_path) as stand:
        stand.fanout.publish(sound(1.0)[0][0])
        until(lambda: stand.is_over_after(11 * NS_PER_S))
        assert stand.run.status().state is RecorderState.FAILED
        assert "no picture came from the encoder" in stand.alarms[0].text
    assert "recording failed" in caplog.text


def test_a_file_that_does_not_grow_is_said(tmp_path: Path) -> None:
    with recording(tmp_path) as stand:
        stand.publish(list(video(1.0)))
        until(lambda: _tells_a_moment_later(stand, "does not grow"))


def _tells_a_moment_later(stand: Stand, words: str) -> bool:
    stand.clock.advance(NS_PER_S // 2)
    return any(words in alarm.text for alarm in stand.alarms)


def test_a_disk_that_hangs_is_said_by_who_asks(tmp_path: Path) -> None:
    begun, let_go = threading.Event(), threading.Event()
    calls: list[Path] = []

    def free_bytes(folder: Path) -> int:
        calls.append(folder)
        if len(calls) > 1:
            begun.set()
            let_go.wait(30)
        return 100 * GB

    with recording(tmp_path, free_bytes) as stand:
        for packet in both(2.0):
            stand.fanout.publish(packet)
        stand.settle()
        stand.clock.advance(2 * NS_PER_S)
        assert begun.wait(WAIT_S)
        stand.clock.advance(7 * NS_PER_S)
        assert stand.run.status().reason == "the disk has not answered for 7 s"
        assert "has not answered" in stand.alarms[0].text
        let_go.set()
        assert stand.end().state is RecorderState.OFF


def test_the_end_of_the_fan_out_is_an_end_as_well(tmp_path: Path) -> None:
    with recording(tmp_path) as stand:
        stand.publish(both(1.0))
        stand.fanout.close()
        assert stand.run.wait(WAIT_S)
        assert stand.run.status().state is RecorderState.OFF
        assert stand.final.exists()
