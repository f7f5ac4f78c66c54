import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, RecorderState, RecorderStatus
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock
from studio.engine.outputs.disk import DiskWatch
from studio.engine.outputs.recorder import Recorder
from studio.engine.outputs.recording_names import leftovers
from studio.engine.outputs.remux import recover_recordings
from tests.support.encoded import both, number_of, sound

WAIT_S = 30.0
GB = 10**9


class Stand:
    def __init__(self, folder: Path) -> None:
        self.free = 100 * GB
        self.statuses: list[RecorderStatus] = []
        self.alarms: list[Alarm] = []
        self.fanout = FanOut("test")
        self.fanout.set_track(sound(1.0)[1])
        self.recorder = Recorder(
            self.fanout,
            RecordingSettings(folder=str(folder)),
            MediaClock(),
            self.statuses.append,
            self.alarms.append,
            DiskWatch(lambda _folder: self.free),
        )

    def record(self, seconds: float = 1.0) -> None:
        for packet in both(seconds):
            self.fanout.publish(packet)

    @property
    def states(self) -> list[RecorderState]:
        return [status.state for status in self.statuses]


@contextmanager
def standing(folder: Path) -> Iterator[Stand]:
    stand = Stand(folder)
    try:
        yield stand
    finally:
        if stand.recorder.status().state is RecorderState.RECORDING:
            stand.recorder.stop()
        assert stand.recorder.wait(WAIT_S)


def numbers(path: str | Path) -> list[int]:
    with av.open(str(path)) as container:
        return [number_of(frame) for frame in container.decode(video=0)]


def test_a_recording_from_start_to_finished_file(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        assert stand.recorder.status() == RecorderStatus()
        path = stand.recorder.start()
        assert Path(path).parent == tmp_path
        stand.record()
        stand.recorder.stop()
        assert stand.recorder.wait(WAIT_S)
        assert numbers(path) == [number % 8 for number in range(30)]
        assert stand.states == [
            RecorderState.RECORDING,
            RecorderState.FINISHING,
            RecorderState.OFF,
        ]
        assert [entry.name for entry in tmp_path.iterdir()] == [Path(path).name]
        assert list(stand.fanout.readers) == []
        assert stand.alarms == []


def test_a_chosen_name_is_never_overwritten(tmp_path: Path) -> None:
    wanted = tmp_path / "new" / "show.mp4"
    with standing(tmp_path) as stand:
        for expected in ("show.mp4", "show (2).mp4"):
            path = stand.recorder.start(str(wanted))
            assert Path(path).name == expected
            stand.record()
            stand.recorder.stop()
            assert stand.recorder.wait(WAIT_S)
            assert len(numbers(path)) == 30


def test_one_at_a_time_and_nothing_to_stop(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        with pytest.raises(BadInputError, match="StopRecording: nothing is being recorded"):
            stand.recorder.stop()
        stand.recorder.start()
        with pytest.raises(BadInputError, match="StartRecording: a recording runs already"):
            stand.recorder.start()
        stand.recorder.stop()
        with pytest.raises(BadInputError, match="nothing is being recorded"):
            stand.recorder.stop()


def test_the_next_may_begin_while_the_last_is_being_finished(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        paths = []
        for name in ("a.mp4", "b.mp4", "c.mp4"):
            paths.append(stand.recorder.start(str(tmp_path / name)))
            stand.record()
            stand.recorder.stop()
        assert stand.recorder.wait(WAIT_S)
        assert [len(numbers(path)) for path in paths] == [30, 30, 30]
        assert stand.states[-1] is RecorderState.OFF
        assert stand.statuses[-1].path == paths[-1]


def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with standing(tmp_path) as stand:
        with pytest.raises(UnavailableError, match=r"a\.mp4: a recording cannot be written here"):
            stand.recorder.start(str(tmp_path / "file" / "a.mp4"))
        with pytest.raises(BadInputError, match=r"ends in \.mp4"):
            stand.recorder.start(str(tmp_path / "a.avi"))
        assert stand.statuses == []


def test_a_full_disk_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        stand.free = 1000
        with pytest.raises(UnavailableError, match="the disk is full"):
            stand.recorder.start()
        assert list(tmp_path.iterdir()) == []
        stand.free = 100 * GB
        stand.recorder.start()


def test_new_settings_hold_for_the_next_one(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        stand.recorder.set_settings(RecordingSettings(folder=str(tmp_path / "other")))
        assert Path(stand.recorder.start()).parent == tmp_path / "other"


def test_a_slow_reader_beside_it_costs_it_nothing(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        stuck = stand.fanout.attach("a viewer far away", capacity=4)
        path = stand.recorder.start()
        stand.record(3.0)
        assert len(stuck) <= 4
        stand.recorder.stop()
        assert stand.recorder.wait(WAIT_S)
        assert stand.recorder.status().dropped_packets == 0
        assert len(numbers(path)) == 90


def test_a_leftover_of_the_same_name_is_finished_beside_the_new_one(tmp_path: Path) -> None:
    with standing(tmp_path) as stand:
        stand.recorder.start(str(tmp_path / "other.mp4"))
        stand.record()
        stand.recorder.stop()
        assert stand.recorder.wait(WAIT_S)
    (tmp_path / "other.mp4").rename(tmp_path / "show.recording.mp4")  # as a crash leaves it
    with standing(tmp_path) as stand:
        path = stand.recorder.start(str(tmp_path / "show.mp4"))
        assert Path(path).name == "show (2).mp4"
        stand.record()
        stand.recorder.stop()
        assert stand.recorder.wait(WAIT_S)
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["show (2).mp4", "show.mp4"]


def test_kill_loses_less_than_a_second(tmp_path: Path) -> None:
    final = tmp_path / "show.mp4"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.support.record_child", str(final)],
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        published_s = 0.0
        while published_s < 2.9:
            published_s = float(child.stdout.readline())
        assert recover_recordings(leftovers(tmp_path)) == []  # it runs: hands off
        child.kill()
        published_s = max([published_s, *(float(line) for line in child.stdout)])
    left = leftovers(tmp_path)
    assert [path.name for path in left] == ["show.recording.mp4"]
    before = numbers(left[0])
    assert len(before) / 30 >= published_s - 1.0
    assert recover_recordings(left) == [final]
    assert numbers(final) == before == [number % 8 for number in range(len(before))]
    assert [path.name for path in tmp_path.iterdir()] == ["show.mp4"]
