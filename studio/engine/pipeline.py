"""From composed picture and mixed sound to packets: runs while anybody needs packets."""

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from studio.core.scene import Canvas
from studio.core.settings import Settings
from studio.core.status import Alarm, EncoderStatus
from studio.engine.adapt.audience import rate_for
from studio.engine.adapt.choice import LineNow, room_for_picture
from studio.engine.adapt.rungs import Rung
from studio.engine.audio.encoders import SoundEncoder
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.ladder import Ladder
from studio.engine.encode.rendition import Rendition
from studio.engine.encode.sound_share import SoundShare
from studio.engine.media import ComposedFrame, MediaClock, MixedBlock, PacketKind

# How far the programme's own rate follows narrow lines where nothing else can be made for them.
_FOLLOWS_TO = 0.3
_FOLLOWS_TO_WHEN_KEPT = 0.6  # a recording is looked at longer than a poor line lasts
_SMALLEST_STEP = 0.03
_RECORDERS = frozenset({"recording"})


class Pipeline:
    """The encoders behind one fan-out; `hold` and `release` by name say who needs them.

    Stopping the last holder stops the encoders, so an idle studio costs no encoding.
    ``server_rooms_bps``: what the ways to those servers carry that take the programme and say so.
    ``sound_from``: the fan-out whose sound goes with this picture too, instead of an encode of
    its own; such a pipeline makes one rendition.
    """

    def __init__(
        self,
        clock: MediaClock,
        canvas: Canvas,
        settings: Settings,
        on_alarm: Callable[[Alarm], None],
        *,
        sound_from: FanOut | None = None,
    ) -> None:
        self.fanout = FanOut("programme" if sound_from is None else "second")
        self._sound_from = sound_from
        self._clock = clock
        self._canvas = canvas
        self._settings = settings
        self._on_alarm = on_alarm
        self._lock = threading.Lock()
        self._holders: set[str] = set()
        self._rendition: Rendition | None = None
        self._skipped_before = 0
        self._sound: tuple[SoundEncoder | SoundShare, ...] = ()
        self.server_rooms_bps: Callable[[], Iterable[int]] = tuple
        self._rate_bps = 0
        self.fanout.on_key_needed = self._on_key_needed
        cores = (os.cpu_count() or 1) if sound_from is None else 0
        self.ladder = Ladder(clock, cores, self.encoder_status, lambda: self.skipped)

    @property
    def is_running(self) -> bool:
        """Whether packets are being made."""
        return self._rendition is not None

    def hold(self, name: str) -> None:
        """Somebody needs packets; the first one starts the encoders. A failure holds nothing."""
        with self._lock:
            if self._rendition is None:
                self._start()
            self._holders.add(name)

    def release(self, name: str) -> None:
        """Somebody needs them no more; the last one stops the encoders."""
        with self._lock:
            self._holders.discard(name)
            if not self._holders:
                self._stop()

    def reconfigure(self, canvas: Canvas, settings: Settings) -> None:
        """Another canvas or other settings; they hold from the next start.

        Raises ValueError while the encoders run and the canvas differs.
        """
        with self._lock:
            if self._rendition is not None and canvas != self._canvas:
                raise ValueError("the canvas cannot change while encoding")
            self._canvas = canvas
            self._settings = settings

    def submit_frame(self, frame: ComposedFrame) -> None:
        """A picture from the compositor; dropped when nobody needs packets."""
        rendition = self._rendition
        if rendition is not None:
            rendition.submit(frame)
            self.ladder.submit(frame)

    def submit_block(self, block: MixedBlock) -> None:
        """Sound from the mixer; dropped when nobody needs packets."""
        for encoder in self._sound:
            encoder.submit(block)

    def request_key_frame(self) -> None:
        """Somebody needs a key frame soon."""
        rendition = self._rendition
        if rendition is not None:
            rendition.request_key_frame()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Change the rate of the running encoder."""
        self.ladder.set_bitrate(bitrate_bps)
        self._set_rate(bitrate_bps)

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The renditions that viewers may choose from now, best first."""
        return self.ladder.rungs

    def want(self, rates_bps: Mapping[int, int]) -> None:
        """What is watched, by number of the rung, and the rate that its viewers bear.

        Where the programme is all that this machine can make, its own rate follows them; it
        follows the servers that take the programme in any case.
        """
        self.ladder.want(rates_bps)
        most_bps = self.rungs[0].most_bps
        is_kept = bool(_RECORDERS & self._holders)
        least_bps = round(most_bps * (_FOLLOWS_TO_WHEN_KEPT if is_kept else _FOLLOWS_TO))
        rung = replace(self.rungs[0], least_bps=least_bps)
        rooms = [room_for_picture(LineNow(0.0, room_bps)) for room_bps in self.server_rooms_bps()]
        wanted_bps = min(rates_bps.get(0, most_bps), rate_for(rung, rooms))
        self._set_rate(max(least_bps, wanted_bps))

    def encoder_status(self) -> EncoderStatus:
        """How the picture's encoder does; empty when it does not run."""
        rendition = self._rendition
        return rendition.status() if rendition is not None else EncoderStatus()

    @property
    def skipped(self) -> int:
        """Pictures that the encoder had no time for, since the engine started."""
        rendition = self._rendition
        return self._skipped_before + (rendition.skipped if rendition is not None else 0)

    @property
    def done_p99_ms(self) -> float:
        """From a picture's tick to its packet, 99th percentile."""
        rendition = self._rendition
        return rendition.done_p99_ms if rendition is not None else 0.0

    def close(self) -> None:
        """Stop whoever holds."""
        with self._lock:
            self._holders.clear()
            self._stop()

    def _set_rate(self, bitrate_bps: int) -> None:
        rendition = self._rendition
        step_bps = abs(bitrate_bps - self._rate_bps)
        is_news = (
            step_bps > self._rate_bps * _SMALLEST_STEP or bitrate_bps == self.rungs[0].most_bps
        )
        if rendition is not None and step_bps and is_news:
            self._rate_bps = bitrate_bps
            rendition.set_bitrate(bitrate_bps)

    def _on_key_needed(self, _reader: str) -> None:
        self.request_key_frame()

    def _start(self) -> None:
        encoders = self._sound_encoders()
        rendition = Rendition(
            self._canvas, self._settings.video, self.fanout, self._on_alarm, self._clock
        )
        for encoder in encoders:
            encoder.start()
        rendition.start()
        self._rate_bps = self._settings.video.bitrate_bps
        self.ladder.start(self._canvas, self._settings.video)
        self._sound = encoders
        self._rendition = rendition

    def _sound_encoders(self) -> tuple[SoundEncoder | SoundShare, ...]:
        if self._sound_from is not None:
            return (SoundShare(self._sound_from, self.fanout),)
        sound = self._settings.sound
        return (
            SoundEncoder(PacketKind.AUDIO, sound.opus_bps, self.fanout),
            SoundEncoder(PacketKind.AUDIO_AAC, sound.aac_bps, self.fanout),
        )

    def _stop(self) -> None:
        rendition, self._rendition = self._rendition, None
        encoders, self._sound = self._sound, ()
        self.ladder.stop()
        if rendition is not None:
            rendition.stop()
            self._skipped_before += rendition.skipped
        for encoder in encoders:
            encoder.stop()
