"""A programme on the air without a studio: real H.264 and Opus at their pace, to a fan-out."""

from dataclasses import replace
from types import TracebackType
from typing import Self

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.threads import StopSignal, Worker
from studio.engine.audio.encoders import SoundEncoder
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock, MixedBlock, PacketKind
from tests.support.encoded import RATE_HZ, video
from tests.support.sound import blocks_of, sine

_LOOP_S = 2.0  # a key frame each second


class Broadcast:
    """Pictures of `encoded.video` over and over, and a tone of 1 kHz."""

    def __init__(self, sound: PacketKind = PacketKind.AUDIO) -> None:
        self.fanout = FanOut("broadcast")
        self.clock = MediaClock()
        self._video = video(_LOOP_S)
        self._sound = SoundEncoder(sound, 64_000, self.fanout)
        self._worker = Worker("broadcast", self._run)

    def __enter__(self) -> Self:
        self._sound.start()
        self._worker.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._worker.stop()
        self._sound.stop()
        self.fanout.close()

    def _run(self, stop: StopSignal) -> None:
        tone = blocks_of(sine(1000, 1.0))
        number = self.clock.now_ns() * RATE_HZ // NS_PER_S + 1
        block = self.clock.now_ns() // (10 * NS_PER_MS)
        first = number
        while not stop.is_set:
            media_ns = number * NS_PER_S // RATE_HZ
            self.clock.wait_until(media_ns)
            packet = self._video[(number - first) % len(self._video)]
            pts = media_ns * packet.clock_hz // NS_PER_S
            self.fanout.publish(replace(packet, pts=pts, dts=pts))
            while (block + 1) * 10 * NS_PER_MS <= media_ns:
                start_ns = block * 10 * NS_PER_MS
                self._sound.submit(MixedBlock(tone[block % 100], start_ns, block))
                block += 1
            number += 1
