"""One encode of the programme picture, shared by all readers of its fan-out."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from studio.core.clock import NS_PER_S
from studio.core.scene import Canvas
from studio.core.settings import VideoSettings
from studio.core.status import Alarm, EncoderStatus, Severity
from studio.engine.encode import candidates, preset
from studio.engine.encode.candidates import Candidate
from studio.engine.encode.encode_run import EncodeRun
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.figures import EncodeFigures
from studio.engine.encode.key_frames import KeyFrameGate
from studio.engine.encode.lineup import Lineup, OpenEncoder
from studio.engine.encode.probe import SHARED_PROBE
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import ComposedFrame, MediaClock

_log = logging.getLogger("studio.engine.encode.rendition")

_LONGEST_PROBE_S = 2.0
_STUCK_NS = 3 * NS_PER_S
_REPLACE_EVERY_NS = 2 * NS_PER_S


class Prober(Protocol):
    """What knows which encoders work on this machine."""

    def working(self, timeout_s: float) -> frozenset[str]:
        """Names of those that do; empty while that is not known within the time."""
        ...


class Rendition:
    """Encodes on its own thread; every method is safe from any thread and returns at once.

    ``submit`` never waits: when the encoder is too far behind, the oldest picture is
    skipped and counted. Raises BadInputError for an encoder or preset that does not exist.
    """

    def __init__(
        self,
        canvas: Canvas,
        settings: VideoSettings,
        fanout: FanOut,
        on_alarm: Callable[[Alarm], None],
        clock: MediaClock,
        *,
        prober: Prober = SHARED_PROBE,
        open_encoder: OpenEncoder = VideoEncoder,
    ) -> None:
        candidates.ordered(frozenset(), settings.encoder)  # refuses a name that is none
        self._presets = preset.first_state(settings.preset, clock.now_ns() / NS_PER_S)
        self._canvas = canvas
        self._settings = settings
        self._fanout = fanout
        self._on_alarm = on_alarm
        self._clock = clock
        self._prober = prober
        self._open_encoder = open_encoder
        self._gate = KeyFrameGate()
        self._figures = EncodeFigures()
        self._target_bps = settings.bitrate_bps
        self._skipped_before = 0
        self._lock = threading.Lock()
        self._is_stopped = False
        self._replace_from_ns = 0
        self._run = self._new_run(self._choose)

    def start(self) -> None:
        """Begin to take pictures; once only."""
        self._run.start()

    def stop(self) -> None:
        """Take no picture more and end the thread."""
        with self._lock:
            self._is_stopped = True
        self._run.stop()

    def submit(self, frame: ComposedFrame) -> None:
        """A picture to encode; it belongs to the encoder from now on."""
        run = self._run
        why = self._fault_of(run)
        if why:
            if self._clock.now_ns() < self._replace_from_ns:
                return
            run = self._replace(run, why)
        elif run.lineup is None:
            return  # the encoder is being chosen; the show begins with the next picture
        run.queue.put(frame)

    def request_key_frame(self) -> None:
        """Somebody needs a key frame; at most about one a second is made on request."""
        self._gate.request()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Change the rate from the next picture on."""
        self._target_bps = bitrate_bps
        self._run.wanted_bps = bitrate_bps

    @property
    def skipped(self) -> int:
        """Pictures that were dropped because the encoder was behind."""
        return self._skipped_before + self._run.queue.dropped

    @property
    def done_p99_ms(self) -> float:
        """From a picture's tick to its packet in the fan-out, 99th percentile of the last ones."""
        return self._figures.done_ms(0.99)

    def status(self) -> EncoderStatus:
        """The figures now; the name is empty until an encoder was chosen."""
        lineup = self._run.lineup
        candidate = lineup.candidate if lineup is not None else None
        return EncoderStatus(
            name=candidate.label if candidate is not None else "",
            preset=self._preset_of(candidate),
            is_hardware=candidate is not None and candidate.is_hardware,
            target_bps=self._target_bps,
            actual_bps=self._figures.bps(self._clock.now_ns()),
            encode_p50_ms=self._figures.encode_ms(0.5),
            encode_p99_ms=self._figures.encode_ms(0.99),
            key_frames=self._figures.key_frames,
            fallbacks=self._figures.fallbacks,
        )

    def _preset_of(self, candidate: Candidate | None) -> str:
        if candidate is None or candidate.is_hardware:
            return candidate.preset if candidate is not None else ""
        return self._run.presets.preset

    def _new_run(self, choose: Callable[[], tuple[Candidate, ...]]) -> EncodeRun:
        run = EncodeRun(
            lambda: self._lineup(choose()),
            self._presets,
            self._fanout,
            self._gate,
            self._figures,
            self._clock,
            on_slow=self._tell_slow,
            on_dead=self._tell_dead,
        )
        run.wanted_bps = self._target_bps
        return run

    def _lineup(self, line: tuple[Candidate, ...]) -> Lineup:
        settings = EncoderSettings(
            self._canvas.width_px,
            self._canvas.height_px,
            self._canvas.rate_hz,
            self._settings.bitrate_bps,
            self._settings.key_frame_interval_s,
            self._presets.preset,
        )
        return Lineup(line, settings, self._tell_fallback, self._open_encoder)

    def _choose(self) -> tuple[Candidate, ...]:
        # A slow probe must not keep the show waiting: x264 now, the hardware at the next start.
        working = self._prober.working(_LONGEST_PROBE_S)
        return candidates.ordered(working, self._settings.encoder)

    def _fault_of(self, run: EncodeRun) -> str:
        """Why the run gives nothing any more; empty while it does."""
        if run.has_crashed:
            return "It ended by an error of its own."
        busy_since_ns, lineup = run.busy_since_ns, run.lineup
        if busy_since_ns is None or lineup is None or not lineup.candidate.is_hardware:
            return ""  # a driver can hang for ever; x264 cannot
        is_stuck = self._clock.now_ns() - busy_since_ns > _STUCK_NS
        return "It did not come back from a picture." if is_stuck else ""

    def _replace(self, lost: EncodeRun, why: str) -> EncodeRun:
        with self._lock:
            if self._is_stopped or self._run is not lost:
                return self._run
            lost.abandon()
            lineup = lost.lineup
            left = lineup.remaining if lineup is not None else (candidates.X264,)
            self._skipped_before += lost.queue.dropped
            self._presets = lost.presets
            self._replace_from_ns = self._clock.now_ns() + _REPLACE_EVERY_NS
            run = self._run = self._new_run(lambda: left)
            run.start()
        if lineup is not None:
            self._tell_fallback(lineup.candidate, why)
        return run

    def _tell_fallback(self, failed: Candidate, why: str) -> None:
        self._figures.fallbacks += 1
        self._on_alarm(
            Alarm(
                "encoder-fallback",
                Severity.WARNING,
                f"The encoder {failed.label} failed; the show goes on with the next one. {why}",
                "Look for a newer graphics driver, or choose another encoder in the settings.",
            )
        )

    def _tell_slow(self, is_slow: bool) -> None:
        if is_slow:
            self._on_alarm(
                Alarm(
                    "encoder-slow",
                    Severity.WARNING,
                    "This machine is too busy to encode every picture.",
                    "Close other programs, or choose a smaller picture or a lower frame rate.",
                )
            )

    def _tell_dead(self, why: str) -> None:
        self._on_alarm(
            Alarm(
                "encoder-dead",
                Severity.URGENT,
                f"No encoder works, so nobody sees the show. {why}",
                "Choose another encoder in the settings and start the show again.",
            )
        )
