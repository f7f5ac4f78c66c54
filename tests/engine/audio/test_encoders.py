from collections.abc import Iterator
from contextlib import contextmanager

import av
import numpy as np
import pytest
from av.audio.codeccontext import AudioCodecContext

from studio.core.clock import NS_PER_MS
from studio.engine.audio.encoders import SoundEncoder
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import FloatSamples, MediaPacket, MixedBlock, PacketKind
from tests.support.sound import blocks_of, loudest_hz, sine
from tests.support.waiting import wait_until

KINDS = [(PacketKind.AUDIO, "opus", 480), (PacketKind.AUDIO_AAC, "aac", 1024)]


class Stand:
    """An encoder and its fan-out."""

    def __init__(self, kind: PacketKind) -> None:
        self.kind = kind
        self.fanout = FanOut("test")
        self.encoder = SoundEncoder(kind, 128_000, self.fanout)
        self.number = 0

    def reader(self) -> PacketReader:
        return self.fanout.attach("test", frozenset({self.kind}), needs_key_first=False)

    def submit(self, sound: FloatSamples) -> None:
        for block in blocks_of(sound):
            self.encoder.submit(MixedBlock(block, self.number * 10 * NS_PER_MS, self.number))
            self.number += 1


@contextmanager
def running(kind: PacketKind) -> Iterator[Stand]:
    stand = Stand(kind)
    stand.encoder.start()
    yield stand
    stand.encoder.stop()
    stand.fanout.close()


def packets_of(reader: PacketReader, count: int) -> list[MediaPacket]:
    found: list[MediaPacket] = []
    while len(found) < count:
        packet = reader.get(30.0)
        assert packet is not None, f"{len(found)} packets came"
        found.append(packet)
    return found


def decoded(codec: str, extradata: bytes, packets: list[MediaPacket]) -> FloatSamples:
    context = av.CodecContext.create(codec, "r")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate = 48_000
    context.layout = "stereo"
    if extradata:
        context.extradata = extradata
    parts = []
    for packet in packets:
        for frame in context.decode(av.Packet(packet.data)):
            parts.append(frame.to_ndarray().reshape(-1, frame.samples * 2 // 2))
    left = np.concatenate([part[0] for part in parts])
    return np.repeat(np.asarray(left, np.float32)[:, None], 2, axis=1)


@pytest.mark.parametrize(("kind", "codec", "samples"), KINDS)
def test_what_is_decoded_sounds_the_same_and_no_packet_is_missing(
    kind: PacketKind, codec: str, samples: int
) -> None:
    with running(kind) as stand:
        reader = stand.reader()
        stand.submit(sine(1000, 1.5))
        packets = packets_of(reader, 1_000 * 48 // samples)
        extradata = stand.fanout.tracks()[kind].extradata
    assert {packet.duration for packet in packets} == {samples}
    assert {packet.clock_hz for packet in packets} == {48_000}
    pts = [packet.pts for packet in packets]
    assert np.diff(pts).tolist() == [samples] * (len(pts) - 1)
    sound = decoded(codec, extradata, packets)[4800:]
    assert loudest_hz(sound) == pytest.approx(1000, abs=5)


@pytest.mark.parametrize(("kind", "codec", "samples"), KINDS)
def test_it_says_what_its_packets_are(kind: PacketKind, codec: str, samples: int) -> None:
    with running(kind) as stand:
        track = stand.fanout.tracks()[kind]
    assert (track.codec, track.rate_hz) == (codec, 48_000)
    assert bool(track.extradata)


def test_sound_that_jumps_takes_its_time_stamps_along() -> None:
    with running(PacketKind.AUDIO) as stand:
        reader = stand.reader()
        stand.submit(sine(440, 0.1))
        stand.number += 500
        stand.submit(sine(440, 0.1))
        packets = packets_of(reader, 19)
    steps = np.diff([packet.pts for packet in packets])
    assert steps.max() >= 500 * 480
    assert (steps > 480).sum() == 1


def test_it_rests_while_nobody_reads_and_begins_afresh() -> None:
    with running(PacketKind.AUDIO_AAC) as stand:
        stand.submit(sine(300, 1.0))
        wait_until(lambda: stand.encoder.waiting == 0, 30)
        resting_until_pts = stand.number * 480
        reader = stand.reader()
        stand.submit(sine(2000, 1.0))
        packets = packets_of(reader, 20)
        extradata = stand.fanout.tracks()[PacketKind.AUDIO_AAC].extradata
    assert packets[0].pts >= resting_until_pts - 2048
    sound = decoded("aac", extradata, packets)
    assert loudest_hz(sound[2048:]) == pytest.approx(2000, abs=10)
