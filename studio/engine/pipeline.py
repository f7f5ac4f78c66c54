"""From composed picture and mixed sound to packets: runs while anybody needs packets."""

import threading
from collections.abc import Callable

from studio.core.scene import Canvas
from studio.core.settings import Settings
from studio.core.status import Alarm, EncoderStatus
from studio.engine.audio.encoders import SoundEncoder
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.rendition import Rendition
from studio.engine.media import ComposedFrame, MediaClock, MixedBlock, PacketKind


class Pipeline:
    """The encoders behind one fan-out; `hold` and `release` by name say who needs them.

    Stopping the last holder stops the encoders, so an idle studio costs no encoding.
    """

    def __init__(
        self,
        clock: MediaClock,
        canvas: Canvas,
        settings: Settings,
        on_alarm: Callable[[Alarm], None],
    ) -> None:
        self.fanout = FanOut("programme")
        self._clock = clock
        self._canvas = canvas
        self._settings = settings
        self._on_alarm = on_alarm
        self._lock = threading.Lock()
        self._holders: set[str] = set()
        self._rendition: Rendition | None = None
        self._skipped_before = 0
        self._sound: tuple[SoundEncoder, ...] = ()
        self.fanout.on_key_needed = self._on_key_needed

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
        rendition = self._rendition
        if rendition is not None:
            rendition.set_bitrate(bitrate_bps)

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

    def _on_key_needed(self, _reader: str) -> None:
        self.request_key_frame()

    def _start(self) -> None:
        sound = self._settings.sound
        encoders = (
            SoundEncoder(PacketKind.AUDIO, sound.opus_bps, self.fanout),
            SoundEncoder(PacketKind.AUDIO_AAC, sound.aac_bps, self.fanout),
        )
        rendition = Rendition(
            self._canvas, self._settings.video, self.fanout, self._on_alarm, self._clock
        )
        for encoder in encoders:
            encoder.start()
        rendition.start()
        self._sound = encoders
        self._rendition = rendition

    def _stop(self) -> None:
        rendition, self._rendition = self._rendition, None
        encoders, self._sound = self._sound, ()
        if rendition is not None:
            rendition.stop()
            self._skipped_before += rendition.skipped
        for encoder in encoders:
            encoder.stop()
