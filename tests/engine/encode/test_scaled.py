import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext

from studio.engine.encode.candidates import X264
from studio.engine.encode.scaled import ScaledEncoder, scaled
from studio.engine.encode.video_encoder import EncoderSettings
from tests.support.encoded import number_of, picture


def _half_and_half(width_px: int, height_px: int) -> av.VideoFrame:
    pixels = np.full((height_px * 3 // 2, width_px), 128, np.uint8)
    pixels[:height_px, : width_px // 2] = 40
    pixels[:height_px, width_px // 2 :] = 200
    return av.VideoFrame.from_ndarray(pixels, format="yuv420p")


@pytest.mark.parametrize("size_px", [(80, 48), (160, 96), (54, 32), (106, 64)])
def test_the_picture_is_the_same_and_smaller(size_px: tuple[int, int]) -> None:
    small = scaled(_half_and_half(160, 96), *size_px)
    assert (small.width, small.height) == size_px
    luma = small.to_ndarray()[: size_px[1]]
    assert int(luma[:, 2].min()) == int(luma[:, 2].max()) == 40
    assert int(luma[:, -2].min()) == int(luma[:, -2].max()) == 200
    assert set(np.unique(small.to_ndarray()[size_px[1] :])) == {128}


def test_the_programmes_own_picture_is_left_as_it_is() -> None:
    composed = picture(3)
    composed.frame.pts = 77
    before = composed.frame.to_ndarray().copy()
    encoder = ScaledEncoder(X264, EncoderSettings(160, 96, 30, 200_000, preset="ultrafast"))
    assert encoder.encode(composed, is_key=True)
    assert composed.frame.pts == 77
    assert (composed.frame.to_ndarray() == before).all()


def test_what_is_encoded_decodes_in_the_smaller_size() -> None:
    encoder = ScaledEncoder(X264, EncoderSettings(80, 48, 30, 200_000, preset="ultrafast"))
    packets = [packet for at in range(4) for packet in encoder.encode(picture(at), at == 0)]
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet.data))]
    frames += decoder.decode(None)
    assert {(frame.width, frame.height) for frame in frames} == {(80, 48)}
    assert [number_of(frame) for frame in frames] == [0, 1, 2, 3]
