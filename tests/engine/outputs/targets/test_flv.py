import io

import av
import pytest

from studio.engine.encode.annexb import nal_type, nal_units
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.targets import amf0, flv
from tests.support.encoded import both, number_of, sound, video


def file_of(packets: list[MediaPacket]) -> bytes:
    """A whole FLV file of the bodies."""
    first, track = packets[0], sound(1.0)[1]
    tags = [
        (flv.VIDEO_TAG, flv.video_header(first), 0),
        (flv.AUDIO_TAG, flv.audio_header(track), 0),
    ]
    for packet in packets:
        kind = flv.VIDEO_TAG if packet.kind is PacketKind.VIDEO else flv.AUDIO_TAG
        tags.append((kind, flv.body_of(packet), packet.dts * 1000 // packet.clock_hz))
    data = b"FLV\x01\x05\0\0\0\x09\0\0\0\0"
    for kind, body, time_ms in tags:
        tag = bytes((kind,)) + len(body).to_bytes(3, "big") + time_ms.to_bytes(3, "big")
        tag += bytes(4) + body
        data += tag + len(tag).to_bytes(4, "big")
    return data


def test_a_player_reads_every_picture_and_all_the_sound() -> None:
    packets = list(both(2.0))
    while packets[0].kind is not PacketKind.VIDEO:
        packets.pop(0)
    data = file_of(packets)
    with av.open(io.BytesIO(data), "r", format="flv") as film:
        assert [number_of(frame) for frame in film.decode(video=0)] == [
            number % 8 for number in range(60)
        ]
    with av.open(io.BytesIO(data), "r", format="flv") as film:
        samples = sum(frame.samples for frame in film.decode(audio=0))
    assert samples == pytest.approx(2 * 48_000, abs=4096)


def test_parameter_sets_travel_in_the_header_only() -> None:
    first = video(1.0)[0]
    assert {nal_type(unit) for unit in nal_units(first.data)} >= {7, 8}
    body = flv.body_of(first)
    assert body[:2] == b"\x17\x01"
    assert nal_type(body[9:]) not in (7, 8, 9)
    assert flv.body_of(video(1.0)[1])[:2] == b"\x27\x01"


def test_a_picture_without_parameter_sets_cannot_begin() -> None:
    with pytest.raises(ValueError, match="no parameter sets"):
        flv.video_header(video(1.0)[1])


def test_what_comes_is_said() -> None:
    said = amf0.decode(flv.metadata(video(1.0)[0], None, sound(1.0)[1]))
    assert said[:2] == ["@setDataFrame", "onMetaData"]
    values = said[2]
    assert isinstance(values, dict)
    assert (values["framerate"], values["audiosamplerate"]) == (30.0, 48_000.0)
