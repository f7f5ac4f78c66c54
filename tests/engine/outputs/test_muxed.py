import io

import av
import pytest

from studio.engine.media import PacketKind
from studio.engine.outputs.muxed import MUX_ERRORS, Muxed
from tests.support.encoded import both, number_of, sound, video


@pytest.mark.parametrize("container", ["mp4", "mpegts", "matroska"])
def test_packets_go_into_any_container(container: str) -> None:
    data = io.BytesIO()
    packets = both(2.0)
    first = next(packet for packet in packets if packet.kind is PacketKind.VIDEO)
    muxed = Muxed(av.open(data, "w", format=container), first, sound(1.0)[1])
    for packet in packets:
        muxed.write(packet)
    assert muxed.duration_s == pytest.approx(2.0, abs=0.1)
    assert muxed.bytes > 1000
    muxed.close()
    data.seek(0)
    with av.open(data, "r", format=container) as film:
        numbers = [number_of(frame) for frame in film.decode(video=0)]
    assert numbers == [number % 8 for number in range(60)]


def test_what_came_before_the_first_picture_or_twice_is_left_out() -> None:
    pictures, (sounds, track) = video(1.0), sound(1.0)
    muxed = Muxed(av.open(io.BytesIO(), "w", format="mp4"), pictures[0], track)
    muxed.write(sounds[0])
    assert muxed.packets == 0
    for packet in (pictures[0], pictures[1], pictures[1], pictures[0]):
        muxed.write(packet)
    assert muxed.packets == 2
    muxed.close()


def test_a_first_packet_without_a_picture_is_an_error() -> None:
    with pytest.raises(MUX_ERRORS):
        Muxed(av.open(io.BytesIO(), "w", format="mp4"), sound(1.0)[0][0], None)
