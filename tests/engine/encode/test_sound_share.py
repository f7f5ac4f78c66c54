import numpy as np

from studio.core.clock import NS_PER_S
from studio.engine.audio.encoders import SoundEncoder
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.sound_share import SoundShare
from studio.engine.media import BLOCK_SAMPLES, MediaPacket, MixedBlock, PacketKind

_SOUND = frozenset({PacketKind.AUDIO})


def _packet(kind: PacketKind, pts: int) -> MediaPacket:
    return MediaPacket(kind, b"x", pts, pts, 480, 48_000, is_key=True)


def test_the_very_packets_go_to_both_and_the_picture_to_one() -> None:
    origin, other = FanOut("first"), FanOut("second")
    reader = other.attach("test", frozenset(PacketKind), needs_key_first=False)
    share = SoundShare(origin, other)
    share.start()
    sent = [_packet(PacketKind.AUDIO, 0), _packet(PacketKind.AUDIO_AAC, 1)]
    for packet in (sent[0], _packet(PacketKind.VIDEO, 0), sent[1]):
        origin.publish(packet)
    assert [reader.get_nowait(), reader.get_nowait(), reader.get_nowait()] == [*sent, None]
    share.stop()
    origin.publish(_packet(PacketKind.AUDIO, 2))
    assert reader.get_nowait() is None
    assert origin.readers == ()


def test_the_tracks_are_known_and_the_encoder_does_not_rest() -> None:
    origin, other = FanOut("first"), FanOut("second")
    encoder = SoundEncoder(PacketKind.AUDIO, 64_000, origin)
    encoder.start()
    share = SoundShare(origin, other)
    share.start()
    reader = other.attach("test", _SOUND, needs_key_first=False)
    silence = np.zeros((BLOCK_SAMPLES, 2), np.float32)
    for number in range(10):
        encoder.submit(MixedBlock(silence, number * NS_PER_S // 100, number))
        share.submit(MixedBlock(silence, number * NS_PER_S // 100, number))
    assert reader.get(10.0) is not None
    assert other.tracks()[PacketKind.AUDIO] == origin.tracks()[PacketKind.AUDIO]
    share.stop()
    encoder.stop()
