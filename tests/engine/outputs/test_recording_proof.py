from dataclasses import replace
from pathlib import Path

import av.error
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import UnavailableError
from studio.engine.encode.candidates import X264
from studio.engine.encode.video_encoder import VideoEncoder
from studio.engine.outputs.recording_file import RecordingFile
from studio.engine.outputs.recording_proof import RecordingProof, decoded_until
from tests.support.encoded import SETTINGS, both, picture, sound, video


def test_the_newest_picture_on_the_disk_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    packets = both(4.0)
    file = RecordingFile(path, video(4.0)[0], sound(4.0)[1])
    proof = RecordingProof(path)
    found = []
    for number, packet in enumerate(packets):
        file.write(packet)
        if number % 75 == 74:
            found.append((file.duration_s, proof.newest_s()))
    file.close()
    assert len(found) >= 3
    assert all(written_s - 1.0 <= newest_s <= written_s for written_s, newest_s in found)


def test_key_frames_far_apart_are_found_too(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    encoder = VideoEncoder(X264, replace(SETTINGS, key_frame_interval_s=10.0))
    packets = [one for number in range(240) for one in encoder.encode(picture(number), False)]
    assert sum(packet.is_key for packet in packets) == 1
    file = RecordingFile(path, packets[0], None)
    for packet in packets:
        file.write(packet)
    assert RecordingProof(path).newest_s() > 6.5
    file.close()


def test_an_empty_file_and_none_prove_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with pytest.raises(UnavailableError, match="cannot be read back"):
        RecordingProof(path).newest_s()
    path.touch()
    with pytest.raises(UnavailableError, match="no picture in it yet"):
        RecordingProof(path).newest_s()


def test_pictures_that_were_spoiled_on_the_disk_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    file = RecordingFile(path, video(3.0)[0], None)
    for packet in video(3.0):
        file.write(packet)
    file.close()
    data = bytearray(path.read_bytes())
    assert decoded_until(bytes(data)) == pytest.approx(3.0, abs=0.1)
    begin = data.rindex(b"mdat") + 4
    data[begin:] = b"\xff" * (len(data) - begin)
    path.write_bytes(data)
    with pytest.raises(UnavailableError, match="cannot be read back"):
        RecordingProof(path).newest_s()


def test_what_is_no_file_at_all_is_a_known_fault() -> None:
    with pytest.raises(av.error.FFmpegError):
        decoded_until(b"nothing of the kind")


_PARTS = st.floats(0, 1, exclude_max=True)


@given(st.lists(st.tuples(_PARTS, st.integers(1, 255)), max_size=8), st.floats(0, 1))
def test_a_file_that_is_spoiled_anywhere_gives_a_time_or_a_known_fault(
    recorded: bytes, spoilt: list[tuple[float, int]], kept: float
) -> None:
    data = bytearray(recorded)
    for place, bits in spoilt:
        data[int(place * len(data))] ^= bits
    try:
        newest_s = decoded_until(bytes(data[: int(kept * len(data))]))
    except (av.error.FFmpegError, ValueError):
        return
    assert newest_s is None or isinstance(newest_s, float)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("proof") / "a.mp4"
    file = RecordingFile(path, video(1.0)[0], None)
    for packet in video(1.0):
        file.write(packet)
    file.close()
    return path.read_bytes()
