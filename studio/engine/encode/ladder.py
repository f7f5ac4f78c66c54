"""The renditions besides the programme: each runs only while somebody watches it."""

import logging
import threading
from collections.abc import Callable, Mapping

import msgspec

from studio.core.clock import NS_PER_S
from studio.core.scene import Canvas
from studio.core.settings import VideoSettings
from studio.core.status import Alarm, EncoderStatus, RenditionStatus
from studio.core.threads import StopSignal, Worker
from studio.engine.adapt import afford
from studio.engine.adapt.rungs import MOST_EXTRA, Rung, ladder_of
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.rendition import Rendition
from studio.engine.encode.scaled import ScaledEncoder
from studio.engine.media import ComposedFrame, MediaClock

_log = logging.getLogger("studio.engine.encode.ladder")

_FOLLOW_S = 0.1
_LOOK_NS = NS_PER_S
_GRACE_NS = 8 * NS_PER_S
_COMPOSE_CORES = 0.15

MakeRendition = Callable[[Rung, Canvas, FanOut], Rendition]


class Ladder:
    """Starts, feeds and stops renditions as they are wanted and can be afforded.

    ``rungs`` is what viewers may choose from; `want` says what they chose. Safe from any
    thread; a thread of its own opens and closes encoders, so nobody waits for one.
    ``programme`` gives the figures of the programme's own encoder, ``other_cores`` what else is
    composed and encoded beside it, in cores.
    """

    def __init__(
        self,
        clock: MediaClock,
        cores: int,
        programme: Callable[[], EncoderStatus],
        skipped: Callable[[], int],
        make: MakeRendition | None = None,
    ) -> None:
        self.fanouts = {number: FanOut(f"rung-{number}") for number in range(1, MOST_EXTRA + 1)}
        self._clock = clock
        self._cores = cores
        self._programme = programme
        self._skipped = skipped
        self._make = make or self._make_rendition
        self.other_cores: Callable[[], float] = lambda: 0.0
        self._lock = threading.Lock()
        self._canvas = Canvas()
        self._settings = VideoSettings()
        self._afforded = afford.Afforded(most=MOST_EXTRA)
        self._looked = (0, 0)
        self._wanted: dict[int, int] = {}
        self._wanted_ns: dict[int, int] = {}
        self._renditions: dict[int, Rendition] = {}
        self._worker: Worker | None = None
        self.rungs: tuple[Rung, ...] = ladder_of(self._canvas, self._settings.bitrate_bps, 0)
        for number, fanout in self.fanouts.items():
            fanout.on_key_needed = lambda _reader, at=number: self.request_key_frame(at)

    def start(self, canvas: Canvas, settings: VideoSettings) -> None:
        """The programme is encoded from now on."""
        self._canvas, self._settings = canvas, settings
        self._afforded = afford.Afforded(most=MOST_EXTRA)
        self._looked = (self._clock.now_ns(), self._skipped())
        self._choose_rungs()
        self._worker = Worker("ladder", self._run)
        self._worker.start()

    def stop(self) -> None:
        """And no more; every rendition ends."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
        with self._lock:
            ending, self._renditions = self._renditions, {}
            self._wanted, self._wanted_ns = {}, {}
        for rendition in ending.values():
            rendition.stop()

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Another rate of the programme: the rungs follow."""
        self._settings = msgspec.structs.replace(self._settings, bitrate_bps=bitrate_bps)
        self._choose_rungs()

    def want(self, rates_bps: Mapping[int, int]) -> None:
        """The renditions that somebody watches, by number, and the rate of each."""
        now_ns = self._clock.now_ns()
        with self._lock:
            for number, rate_bps in rates_bps.items():
                if number in self.fanouts:
                    self._wanted[number] = rate_bps
                    self._wanted_ns[number] = now_ns

    def submit(self, frame: ComposedFrame) -> None:
        """A picture for all that run; never waits."""
        rungs = {rung.number: rung for rung in self.rungs}
        for number, rendition in list(self._renditions.items()):
            rung = rungs.get(number)
            if rung is not None and frame.number % rung.rate_divisor == 0:
                rendition.submit(frame)

    def request_key_frame(self, number: int) -> None:
        """Somebody needs a key frame of that rendition soon."""
        rendition = self._renditions.get(number)
        if rendition is not None:
            rendition.request_key_frame()

    def statuses(self) -> tuple[RenditionStatus, ...]:
        """Those that run, best first."""
        running = {number: one.status() for number, one in list(self._renditions.items())}
        return tuple(
            RenditionStatus(
                rung.number,
                rung.width_px,
                rung.height_px,
                self._canvas.rate_hz // rung.rate_divisor,
                running[rung.number].target_bps,
                running[rung.number].actual_bps,
            )
            for rung in self.rungs
            if rung.number in running
        )

    def _run(self, stop: StopSignal) -> None:
        while not stop.wait(_FOLLOW_S):
            now_ns = self._clock.now_ns()
            if now_ns - self._looked[0] >= _LOOK_NS:
                self._look(now_ns)
            self._follow(now_ns, stop)

    def _follow(self, now_ns: int, stop: StopSignal) -> None:
        with self._lock:
            wanted, wanted_ns = dict(self._wanted), dict(self._wanted_ns)
        rungs = {rung.number: rung for rung in self.rungs}
        for number, rate_bps in wanted.items():
            is_wanted = now_ns - wanted_ns[number] < _GRACE_NS and number in rungs
            rendition = self._renditions.get(number)
            if is_wanted and rendition is None and not stop.is_set:
                self._begin(rungs[number])
                rendition = self._renditions[number]
            if is_wanted and rendition is not None:
                rendition.set_bitrate(rate_bps)
            elif rendition is not None:
                self._end(number)

    def _begin(self, rung: Rung) -> None:
        rate_hz = self._canvas.rate_hz // rung.rate_divisor
        canvas = Canvas(rung.width_px, rung.height_px, rate_hz)
        rendition = self._make(rung, canvas, self.fanouts[rung.number])
        rendition.start()
        self._renditions[rung.number] = rendition
        _log.info("rendition begins", extra={"rung": rung.number, "height_px": rung.height_px})

    def _end(self, number: int) -> None:
        rendition = self._renditions.pop(number)
        rendition.stop()
        _log.info("rendition ends", extra={"rung": number})

    def _look(self, now_ns: int) -> None:
        """Once a second: does the machine bear one more, or one less?"""
        skipped = self._skipped() + sum(one.skipped for one in self._renditions.values())
        before = max(self._looked[1], 0)
        self._looked = (now_ns, skipped)
        load = self._load(now_ns, max(0, skipped - before))
        if load is None:
            return
        afforded = afford.decide(self._afforded, load)
        if afforded.extra_count != self._afforded.extra_count:
            _log.info("renditions afforded", extra={"count": afforded.extra_count})
        self._afforded = afforded
        self._choose_rungs()

    def _load(self, now_ns: int, skipped: int) -> afford.MachineLoad | None:
        programme = self._programme()
        if not programme.encode_p50_ms:
            return None  # nothing was encoded yet
        share = programme.encode_p50_ms * self._canvas.rate_hz / 1000
        rungs = ladder_of(self._canvas, self._settings.bitrate_bps, MOST_EXTRA)
        whole = rungs[0].cost
        extra_count = self._afforded.extra_count
        numbers = {rung.number for rung in self.rungs} - {0}
        cores = sum(share * rung.cost / whole for rung in rungs if rung.number in numbers)
        more = ladder_of(self._canvas, self._settings.bitrate_bps, extra_count + 1)
        added = [rung for rung in more if rung.number not in numbers and rung.number]
        return afford.MachineLoad(
            now_s=now_ns / NS_PER_S,
            cores=self._cores,
            busy_cores=_COMPOSE_CORES + share + cores + self.other_cores(),
            next_cores=sum(share * rung.cost / whole for rung in added),
            skipped=skipped,
        )

    def _choose_rungs(self) -> None:
        self.rungs = ladder_of(self._canvas, self._settings.bitrate_bps, self._afforded.extra_count)

    def _make_rendition(self, rung: Rung, canvas: Canvas, fanout: FanOut) -> Rendition:
        settings = msgspec.structs.replace(self._settings, bitrate_bps=rung.most_bps)
        return Rendition(
            canvas, settings, fanout, _log_alarm, self._clock, open_encoder=ScaledEncoder
        )


def _log_alarm(alarm: Alarm) -> None:
    """A smaller rendition that fails is no alarm of the show: its viewers get another."""
    _log.warning("rendition", extra={"alarm": alarm.id, "text": alarm.text})
