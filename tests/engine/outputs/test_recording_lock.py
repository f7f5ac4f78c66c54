import subprocess
import sys
from pathlib import Path

from studio.engine.outputs.recording_lock import RecordingLock

HOLD = """
import sys, pathlib
from studio.engine.outputs.recording_lock import RecordingLock
lock = RecordingLock(pathlib.Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def test_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    first, second = RecordingLock(path), RecordingLock(path)
    assert first.take()
    assert not second.take()
    first.release()
    first.release()
    assert second.take()
    second.release()


def test_a_file_that_is_not_there_cannot_be_held(tmp_path: Path) -> None:
    assert not RecordingLock(tmp_path / "none").take()


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "True\n"
        lock = RecordingLock(path)
        assert not lock.take()
        child.kill()
        child.wait(10)
        assert lock.take()
        lock.release()


def test_what_is_held_can_be_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    lock = RecordingLock(path)
    assert lock.take()
    path.write_bytes(b"written")
    assert path.read_bytes() == b"written"
    lock.release()
