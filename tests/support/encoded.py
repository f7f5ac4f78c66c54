"""Real encoded pictures and sound for tests of whatever comes after the encoders."""

import functools

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.video.codeccontext import VideoCodecContext

from studio.core.clock import NS_PER_S
from studio.engine.encode.candidates import X264
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import (
    SAMPLE_RATE_HZ,
    ComposedFrame,
    MediaPacket,
    PacketKind,
    TrackInfo,
)

RATE_HZ = 30
SIZE_PX = (160, 96)
_AAC_SAMPLES = 1024
SETTINGS = EncoderSettings(*SIZE_PX, RATE_HZ, 200_000, 1.0, "ultrafast")


def picture(
    number: int, size_px: tuple[int, int] = SIZE_PX, rate_hz: int = RATE_HZ
) -> ComposedFrame:
    """A picture that moves and whose mean luma tells ``number`` modulo 8."""
    width_px, height_px = size_px
    plane = np.full((height_px * 3 // 2, width_px), 128, np.uint8)
    plane[:height_px] = 40 + number % 8 * 20
    plane[: height_px // 4] = np.roll(np.arange(width_px) % 200 + 16, number * 4)
    frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
    return ComposedFrame(frame, number * NS_PER_S // rate_hz, number)


@functools.cache
def video(seconds: float, preset: str = "ultrafast") -> tuple[MediaPacket, ...]:
    """H.264 of pictures 0, 1, 2 …, with a key frame each second."""
    encoder = VideoEncoder(X264, EncoderSettings(*SIZE_PX, RATE_HZ, 200_000, 1.0, preset))
    made: list[MediaPacket] = []
    for number in range(round(seconds * RATE_HZ)):
        made += encoder.encode(picture(number), is_key=False)
    return (*made, *encoder.flush())


@functools.cache
def sound(seconds: float) -> tuple[tuple[MediaPacket, ...], TrackInfo]:
    """AAC of a 440 Hz tone, and its track."""
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout, context.format = SAMPLE_RATE_HZ, "stereo", "fltp"
    context.open()
    made: list[MediaPacket] = []
    for start in range(0, round(seconds * SAMPLE_RATE_HZ), _AAC_SAMPLES):
        at = np.arange(start, start + _AAC_SAMPLES) / SAMPLE_RATE_HZ
        tone = np.sin(2 * np.pi * 440 * at).astype(np.float32) * 0.3
        frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = SAMPLE_RATE_HZ, start
        made += [_sound_packet(packet) for packet in context.encode(frame)]
    extradata = bytes(context.extradata or b"")
    return tuple(made), TrackInfo(
        PacketKind.AUDIO_AAC, "aac", extradata=extradata, rate_hz=SAMPLE_RATE_HZ
    )


def _sound_packet(packet: "av.Packet[av.stream.Stream]") -> MediaPacket:
    pts = packet.pts or 0
    return MediaPacket(
        PacketKind.AUDIO_AAC, bytes(packet), pts, pts, _AAC_SAMPLES, SAMPLE_RATE_HZ, is_key=True
    )


def both(seconds: float) -> list[MediaPacket]:
    """Pictures and sound in the order in which they are made."""
    mixed = [*video(seconds), *sound(seconds)[0]]
    return sorted(mixed, key=lambda packet: packet.pts / packet.clock_hz)


def decoded_luma(packets: list[MediaPacket] | tuple[MediaPacket, ...]) -> list[int]:
    """Picture numbers modulo 8, as `picture` drew them, of everything that decodes."""
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet.data))]
    return [number_of(frame) for frame in (*frames, *decoder.decode(None))]


def number_of(frame: av.VideoFrame) -> int:
    """The number modulo 8 that `picture` drew."""
    luma = frame.to_ndarray()[: frame.height][frame.height // 2 :]
    return round((float(luma.mean()) - 40) / 20)
