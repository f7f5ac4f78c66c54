from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.errors import UnavailableError
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.replay_file import write_replay
from tests.support.broadcast import Broadcast
from tests.support.encoded import video
from tests.support.sound import loudest_hz


def test_it_is_a_normal_film_with_its_sound(tmp_path: Path) -> None:
    packets: list[MediaPacket] = []
    with Broadcast() as programme:
        reader = programme.fanout.attach("test", capacity=1000)
        while len(packets) < 400:
            packet = reader.get(10)
            assert packet is not None
            packets.append(packet)
        opus = programme.fanout.tracks()[PacketKind.AUDIO]
        reader.close()
    length_s = write_replay(tmp_path / "a.mp4", packets, opus)
    pictures = sum(packet.kind is PacketKind.VIDEO for packet in packets)
    assert length_s == pytest.approx(pictures / 30, abs=0.1)
    with av.open(str(tmp_path / "a.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == pictures
        assert film.streams.audio[0].codec_context.name == "aac"
    with av.open(str(tmp_path / "a.mp4")) as film:
        heard = np.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)
    assert loudest_hz(heard.T[4800:-4800]) == pytest.approx(1000, abs=3)
    assert heard.shape[1] / 48_000 == pytest.approx(length_s, abs=0.2)


def test_it_begins_with_a_key_frame(tmp_path: Path) -> None:
    pictures = video(3.0)
    write_replay(tmp_path / "a.mp4", pictures[10:], None)
    with av.open(str(tmp_path / "a.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == 60
        assert not film.streams.audio


def test_without_a_key_frame_or_a_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="no picture"):
        write_replay(tmp_path / "a.mp4", video(1.0)[1:], None)
    with pytest.raises(UnavailableError, match="the disk refused"):
        write_replay(tmp_path / "gone" / "a.mp4", video(1.0), None)
