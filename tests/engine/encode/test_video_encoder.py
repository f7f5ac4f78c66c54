from dataclasses import replace

import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from studio.engine.encode import annexb
from studio.engine.encode.candidates import NVENC, X264
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import VIDEO_CLOCK_HZ, ComposedFrame, MediaPacket, media_pts
from tests.support.encoded import RATE_HZ, SETTINGS, decoded_luma, number_of, picture


def encoded(encoder: VideoEncoder, count: int, keys: tuple[int, ...] = ()) -> list[MediaPacket]:
    made: list[MediaPacket] = []
    for number in range(count):
        made += encoder.encode(picture(number), number in keys)
    return [*made, *encoder.flush()]


def noisy(number: int) -> ComposedFrame:
    """A picture that costs as many bits as the encoder has."""
    noise = np.random.default_rng(number).integers(16, 235, (360 * 3 // 2, 640), np.uint8)
    frame = av.VideoFrame.from_ndarray(noise, format="yuv420p")
    return ComposedFrame(frame, number * NS_PER_S // RATE_HZ, number)


def bps_of(packets: list[MediaPacket]) -> float:
    return sum(len(packet.data) for packet in packets) * 8 * RATE_HZ / len(packets)


def test_each_picture_gives_its_packet_at_once_and_decodes_in_order() -> None:
    encoder = VideoEncoder(X264, SETTINGS)
    made = []
    for number in range(20):
        packets = encoder.encode(picture(number), is_key=False)
        assert len(packets) == 1  # no picture is held back
        made += packets
    assert encoder.flush() == []
    assert decoded_luma(made) == [number % 8 for number in range(20)]
    assert [packet.pts for packet in made] == [
        media_pts(picture(number).media_ns, VIDEO_CLOCK_HZ) for number in range(20)
    ]
    assert all(packet.dts == packet.pts for packet in made)
    assert {packet.clock_hz for packet in made} == {VIDEO_CLOCK_HZ}
    assert {packet.duration for packet in made} == {3000}


def test_it_is_constrained_baseline_with_its_sets_before_each_key_frame() -> None:
    made = encoded(VideoEncoder(X264, SETTINGS), 40, keys=(7,))
    for packet in made:
        kinds = [annexb.nal_type(unit) for unit in annexb.nal_units(packet.data)]
        assert packet.data.startswith(b"\0\0\0\1")
        if packet.is_key:
            assert kinds.index(7) < kinds.index(8) < kinds.index(5)
        else:
            assert not {5, 7, 8} & set(kinds)
    sps = next(iter(annexb.nal_units(made[0].data)))
    assert sps[1] == 66  # profile_idc of Baseline
    assert sps[2] & 0x40  # constraint_set1_flag: Constrained Baseline


def test_key_frames_come_when_asked_for_and_at_their_distance_only() -> None:
    made = encoded(VideoEncoder(X264, SETTINGS), 75, keys=(7, 40))
    keys = [index for index, packet in enumerate(made) if packet.is_key]
    assert keys == [0, 7, 37, 40, 70]


def test_a_picture_that_calls_itself_a_key_frame_is_not_believed() -> None:
    encoder = VideoEncoder(X264, SETTINGS)
    made = []
    for number in range(20):
        composed = picture(number)
        composed.frame.pict_type = PictureType.I  # as captured and decoded pictures do
        made += encoder.encode(composed, is_key=False)
    assert [packet.is_key for packet in made] == [True] + [False] * 19


def test_a_change_of_scene_makes_no_key_frame() -> None:
    encoder = VideoEncoder(X264, replace(SETTINGS, width_px=640, height_px=360))
    made = []
    for number in range(12):
        composed = picture(number, (640, 360)) if number % 4 else noisy(number)
        made += encoder.encode(composed, is_key=False)
    assert sum(packet.is_key for packet in made) == 1


def test_the_bitrate_follows_while_on_air_without_a_key_frame() -> None:
    settings = EncoderSettings(640, 360, RATE_HZ, 2_500_000, 10.0, "ultrafast")
    encoder = VideoEncoder(X264, settings)
    before = [packet for n in range(45) for packet in encoder.encode(noisy(n), False)]
    assert encoder.set_bitrate(800_000)
    assert encoder.bitrate_bps == 800_000
    after = [packet for n in range(45, 120) for packet in encoder.encode(noisy(n), False)]
    assert sum(packet.is_key for packet in before + after) == 1
    assert 1_700_000 < bps_of(before) < 3_300_000
    assert bps_of(after[45:]) < 1_300_000


def test_more_than_it_was_opened_for_needs_another_opening() -> None:
    encoder = VideoEncoder(X264, SETTINGS)
    assert not encoder.set_bitrate(SETTINGS.bitrate_bps + 1)
    assert encoder.bitrate_bps == SETTINGS.bitrate_bps
    fixed = VideoEncoder(replace(X264, is_live_bitrate=False), SETTINGS)
    assert not fixed.set_bitrate(SETTINGS.bitrate_bps // 2)


def test_another_pixel_format_is_made_first() -> None:
    encoder = VideoEncoder(replace(X264, pixel_format="nv12"), SETTINGS)
    assert decoded_luma(encoded(encoder, 10)) == [number % 8 for number in range(10)]


def test_the_stream_says_which_colours_it_has() -> None:
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    made = encoded(VideoEncoder(X264, SETTINGS), 3)
    frames = [frame for packet in made for frame in decoder.decode(av.Packet(packet.data))]
    frame = (*frames, *decoder.decode(None))[0]
    assert number_of(frame) == 0
    assert (int(frame.colorspace), int(frame.color_range)) == (6, 1)  # BT.601, limited


def test_what_a_muxer_is_told() -> None:
    encoder = VideoEncoder(X264, SETTINGS)
    assert encoder.track().extradata == b""
    made = encoded(encoder, 1)
    track = encoder.track()
    assert (track.codec, track.width_px, track.height_px) == ("h264", 160, 96)
    assert track.extradata
    assert made[0].data.startswith(track.extradata)


def test_hardware_that_is_not_there_is_a_plain_fault() -> None:
    with pytest.raises(UnavailableError, match="h264_no_such: cannot be opened"):
        VideoEncoder(replace(NVENC, name="h264_no_such"), SETTINGS)


def test_a_decoder_is_no_encoder() -> None:
    with pytest.raises(UnavailableError, match="cannot be opened"):
        VideoEncoder(replace(X264, name="aac"), SETTINGS)


def test_a_picture_that_it_cannot_take_is_a_plain_fault() -> None:
    encoder = VideoEncoder(X264, SETTINGS)
    encoder.flush()
    with pytest.raises(UnavailableError, match="x264: failed while encoding"):
        encoder.encode(picture(0), is_key=False)


def test_distance_and_threads_from_the_settings() -> None:
    assert EncoderSettings(1280, 720, 30, 1).gop_frames == 60
    assert EncoderSettings(1280, 720, 30, 1, 0.01).gop_frames == 1
    assert EncoderSettings(1280, 720, 30, 1).thread_count == 1
    assert EncoderSettings(1920, 1080, 30, 1).thread_count == 2
