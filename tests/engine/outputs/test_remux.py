from pathlib import Path

import av
import pytest

from studio.core.errors import UnavailableError
from studio.engine.outputs.fragments import read_boxes
from studio.engine.outputs.recording_file import RecordingFile
from studio.engine.outputs.recording_lock import RecordingLock
from studio.engine.outputs.recording_names import reserve
from studio.engine.outputs.remux import finish, recover_recordings, remux
from tests.support.encoded import both, number_of, sound, video


def recorded(working: Path, seconds: float = 2.0) -> None:
    file = RecordingFile(working, video(seconds)[0], sound(seconds)[1])
    for packet in both(seconds):
        file.write(packet)
    file.close()


def numbers(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [number_of(frame) for frame in container.decode(video=0)]


def test_a_normal_mp4_with_its_index_in_front(tmp_path: Path) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    recorded(working)
    remux(working, final)
    kinds = [box.kind for box in read_boxes(final)]
    assert b"moof" not in kinds
    assert kinds.index(b"moov") < kinds.index(b"mdat")
    assert numbers(final) == [number % 8 for number in range(60)]
    with av.open(str(final)) as container:
        assert len(container.streams.audio) == 1
        assert (container.duration or 0) / 1e6 == pytest.approx(2.0, abs=0.1)
        container.seek(1_000_000)  # by its index, to the key frame of the second second
        assert next(container.decode(video=0)).time == pytest.approx(1.0, abs=0.02)
    assert working.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp4", "a.recording.mp4"]


@pytest.mark.parametrize("share", [0.4, 0.7, 0.95])
def test_what_a_kill_left_is_whole_up_to_its_last_fragment(tmp_path: Path, share: float) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    recorded(working)
    data = working.read_bytes()
    working.write_bytes(data[: int(len(data) * share)])
    remux(working, final)
    found = numbers(final)
    assert len(found) >= 60 * share - 25
    assert found == [number % 8 for number in range(len(found))]


def test_nonsense_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    working.write_bytes(b"no recording at all" * 100)
    with pytest.raises(UnavailableError, match=r"a\.recording\.mp4: it could not be finished"):
        remux(working, final)
    assert [path.name for path in tmp_path.iterdir()] == ["a.recording.mp4"]


def test_finishing_leaves_the_finished_file_alone(tmp_path: Path) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    recorded(working)
    assert finish(working, final, held(working)) == (final, "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp4"]


def held(working: Path) -> RecordingLock:
    lock = RecordingLock(working)
    assert lock.take()
    return lock


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    recorded(working)
    final.write_text("a person's own")
    path, _ = finish(working, final, held(working))
    assert path.name == "a (2).mp4"
    assert final.read_text() == "a person's own"


def test_without_room_for_a_copy_it_is_kept_as_it_was_written(tmp_path: Path) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    recorded(working)
    path, note = finish(working, final, held(working), lambda _folder: 1_000_000)
    assert path == final
    assert "no room" in note
    assert numbers(final) == [number % 8 for number in range(60)]
    assert not working.exists()


def test_a_disk_that_does_not_answer_is_a_plain_fault(tmp_path: Path) -> None:
    working, final = reserve(tmp_path / "a.mp4")
    recorded(working)

    def gone(_folder: Path) -> int:
        raise OSError("Input/output error")

    lock = held(working)
    with pytest.raises(UnavailableError, match="Input/output error"):
        finish(working, final, lock, gone)
    lock.release()
    assert working.exists()


def test_leftovers_are_finished_and_what_is_being_written_is_not_touched(tmp_path: Path) -> None:
    left, running, empty, broken = (reserve(tmp_path / f"{name}.mp4")[0] for name in "abcd")
    for working in (left, running):
        recorded(working)
    broken.write_bytes(b"spoiled")
    lock = held(running)
    missing = tmp_path / "e.recording.mp4"
    assert recover_recordings([left, running, empty, broken, missing]) == [tmp_path / "a.mp4"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.mp4",
        "b.recording.mp4",
        "d.recording.mp4",
    ]
    lock.release()
    assert recover_recordings([running]) == [tmp_path / "b.mp4"]
