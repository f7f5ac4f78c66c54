from dataclasses import replace
from pathlib import Path

import av
import pytest

from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from studio.engine.encode.candidates import X264
from studio.engine.encode.video_encoder import VideoEncoder
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.fragments import FragmentIndex, read_boxes
from studio.engine.outputs.recording_file import RecordingFile
from tests.support.encoded import RATE_HZ, SETTINGS, both, number_of, picture, sound, video


def written(path: Path, packets: list[MediaPacket], has_sound: bool = True) -> RecordingFile:
    track = sound(1.0)[1] if has_sound else None
    first = next(packet for packet in packets if packet.kind is PacketKind.VIDEO)
    file = RecordingFile(path, first, track)
    for packet in packets:
        file.write(packet)
    return file


def numbers(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [number_of(frame) for frame in container.decode(video=0)]


def test_pictures_and_sound_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    file = written(path, both(3.0))
    file.close()
    assert numbers(path) == [number % 8 for number in range(90)]
    with av.open(str(path)) as container:
        streams = {stream.type: stream for stream in container.streams}
        assert set(streams) == {"video", "audio"}
        assert container.streams.video[0].codec_context.profile == "Constrained Baseline"
        assert container.streams.audio[0].sample_rate == 48_000
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert samples == pytest.approx(3 * 48_000, abs=4096)
    assert file.duration_s == pytest.approx(3.0, abs=0.1)


def test_what_lies_on_the_disk_is_never_a_second_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    packets = both(4.0)
    first = next(packet for packet in packets if packet.kind is PacketKind.VIDEO)
    file = RecordingFile(path, first, sound(1.0)[1])
    copy = tmp_path / "copy.mp4"
    for packet in packets:
        file.write(packet)
        seconds = packet.pts / packet.clock_hz
        if packet.kind is PacketKind.VIDEO and packet.pts % 45_000 < 3000 and seconds > 1:
            copy.write_bytes(path.read_bytes())  # as a kill would leave it
            assert len(numbers(copy)) >= (seconds - 1.0) * RATE_HZ
    file.close()


def test_it_is_made_of_half_second_fragments(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    written(path, list(video(4.0)), has_sound=False).close()
    index = FragmentIndex(path)
    index.refresh()
    assert 7 <= index.count <= 9
    assert [box.kind for box in read_boxes(path)[:2]] == [b"ftyp", b"moov"]


def test_a_track_that_falls_silent_keeps_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    file = written(path, list(video(5.0)))  # sound was announced and never came
    index = FragmentIndex(path)
    index.refresh()
    assert index.count >= 7
    file.close()


def test_its_time_begins_at_the_first_key_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    late = [packet for packet in both(3.0) if packet.pts / packet.clock_hz > 0.5]
    begin = next(
        i for i, packet in enumerate(late) if packet.is_key and packet.kind is PacketKind.VIDEO
    )
    written(path, late[begin:]).close()
    with av.open(str(path)) as container:
        kinds = {stream.index: stream.type for stream in container.streams}
    starts = {kind: min(times_of(path, index)) for index, kind in kinds.items()}
    assert starts["video"] == 0
    assert 0 <= starts["audio"] < 0.03
    assert numbers(path)[0] == 30 % 8


def test_sound_stays_with_the_picture_when_it_begins_later(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    packets = [
        packet for packet in both(3.0) if packet.kind is PacketKind.VIDEO or packet.pts > 48_000
    ]
    written(path, packets).close()
    ends = [max(times_of(path, index)) for index in (0, 1)]
    assert ends[0] == pytest.approx(ends[1], abs=0.1)


def times_of(path: Path, index: int) -> list[float]:
    with av.open(str(path)) as container:
        return [
            float(packet.pts * packet.time_base)
            for packet in container.demux()
            if packet.stream.index == index and packet.pts is not None
        ]


def test_it_goes_on_over_a_change_of_encoder(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    encoder = VideoEncoder(replace(X264, options=(*X264.options, ("level", "2.1"))), SETTINGS)
    after = [
        packet for number in range(30, 60) for packet in encoder.encode(picture(number), False)
    ]
    written(path, [*video(1.0), *after], has_sound=False).close()
    assert video(1.0)[0].data[:12] != after[0].data[:12]  # other parameter sets
    assert numbers(path) == [number % 8 for number in range(60)]


def test_a_packet_that_goes_back_in_time_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    packets = list(video(1.0))
    file = written(path, packets, has_sound=False)
    file.write(packets[3])
    assert file.packets == 30
    file.close()
    assert len(numbers(path)) == 30


def test_sound_without_a_track_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    written(path, both(1.0), has_sound=False).close()
    assert len(times_of(path, 0)) == 30


def test_a_name_with_signs_that_mean_something_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "http: 100%d [1] 直播.mp4"
    written(path, list(video(1.0)), has_sound=False).close()
    assert path.exists()


def test_a_path_or_a_picture_that_is_none_is_a_plain_fault(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="the file cannot be written"):
        RecordingFile(tmp_path / "none" / "a.mp4", video(1.0)[0], None)
    nonsense = replace(video(1.0)[0], data=b"\0\0\0\1nonsense")
    with pytest.raises(UnavailableError, match="the file cannot be written"):
        RecordingFile(tmp_path / "a.mp4", nonsense, None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_a_plain_fault() -> None:
    packet = video(1.0)[0]
    with pytest.raises(UnavailableError, match="/dev/full"):
        RecordingFile(Path("/dev/full"), packet, None).close()
    assert packet.pts < NS_PER_S
