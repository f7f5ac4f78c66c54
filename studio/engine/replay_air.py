"""The instant replay on air: the last moments as a guest on the programme, then back by itself."""

import threading
from collections.abc import Callable

from studio.core.errors import BadInputError
from studio.core.scene import Box, Canvas, Layer, Scene, Source
from studio.core.sources import MediaSettings
from studio.core.status import Alarm, ReplayStatus, Severity, SourceState
from studio.core.threads import StopSignal, Worker
from studio.engine.media import MediaClock, Picture
from studio.engine.replay_mark import draw_mark
from studio.engine.sources.media_file import MediaFileDriver
from studio.engine.sources.runner import SourceRunner

FILM_ID, MARK_ID = "-replay", "-replay-mark"  # no person's source can be called so
_LOOK_S = 0.1
_LOOKS_UNTIL_READY = 30
_LOOKS_PER_TELLING = 3
_MARK_TALL = 0.075


class _Film:
    """The saved file, played by a runner of its own that is in no show."""

    def __init__(self, clock: MediaClock, path: str, speed: float) -> None:
        self._driver: MediaFileDriver | None = None
        settings = MediaSettings(path, is_looped=False, is_paused=True)

        def make() -> MediaFileDriver:
            self._driver = MediaFileDriver(settings, clock, speed)
            return self._driver

        source = Source(FILM_ID, "Replay", settings)
        self._runner = SourceRunner(
            source, clock, make, lambda _status: None, lambda _source_id, _block: None
        )
        self._runner.start()
        self.speed = speed
        self.is_paused = False

    def picture(self) -> Picture | None:
        """The newest picture."""
        return self._runner.picture()

    def control(
        self, is_paused: bool | None, position_s: float | None, speed: float | None
    ) -> None:
        """What is None stays as it is."""
        driver = self._driver
        if driver is None:
            return
        if speed is not None:
            self.speed = speed
            driver.set_speed(speed)
        if is_paused is not None:
            self.is_paused = is_paused
        driver.control(is_paused, position_s)

    @property
    def is_ready(self) -> bool:
        """Whether there is a picture to begin with."""
        return self._runner.status().state is SourceState.RUNNING

    @property
    def reason(self) -> str:
        """Why there is none."""
        return self._runner.status().reason

    def status(self) -> ReplayStatus:
        """Where it is."""
        now = self._runner.status()
        return ReplayStatus(True, self.is_paused, self.speed, now.position_s, now.duration_s)

    @property
    def is_over(self) -> bool:
        """Whether the last picture was shown."""
        return self._runner.status().state is SourceState.ENDED

    def stop(self) -> None:
        """Close the file."""
        self._runner.stop()


class ReplayAir:
    """``save(on_saved)`` writes the last moments; ``show(scene)`` puts a guest on air, or none.

    ``show`` gives how long that takes, in seconds. Safe from any thread.
    """

    def __init__(
        self,
        clock: MediaClock,
        save: Callable[[Callable[[str, float], None]], str],
        show: Callable[[Scene | None], float],
        tell: Callable[[ReplayStatus], None],
        on_alarm: Callable[[Alarm], None],
    ) -> None:
        self._clock = clock
        self._save = save
        self._show = show
        self._tell = tell
        self._on_alarm = on_alarm
        self._lock = threading.RLock()
        self._film: _Film | None = None
        self._mark: Picture | None = None
        self._worker: Worker | None = None
        self.status = ReplayStatus()

    def picture(self, source_id: str) -> Picture | None:
        """What the guest scene shows."""
        if source_id == MARK_ID:
            return self._mark
        film = self._film
        return film.picture() if film is not None else None

    def play(self, seconds: float, speed: float, canvas: Canvas, word: str) -> str:
        """Save and show the last ``seconds``; gives the file's path. Raises StudioError."""
        with self._lock:
            if self._worker is not None and self._worker.is_alive:
                raise BadInputError("a replay is on air already", "PlayReplay")
            self._mark = draw_mark(self._clock.now_ns(), word)

            def begin(path: str, length_s: float) -> None:
                self._begin(path, max(0.0, length_s - seconds), speed, canvas)

            return self._save(begin)

    def control(
        self, is_paused: bool | None, position_s: float | None, speed: float | None
    ) -> None:
        """Pause, move, slow. Raises BadInputError when no replay is on air."""
        film = self._film
        if film is None or not self.status.is_on_air:
            raise BadInputError("no replay is on air", "ControlReplay")
        film.control(is_paused, position_s, speed)
        self._say(film.status())

    def stop(self) -> None:
        """Back to the scene before; nothing happens when no replay is on air."""
        worker = self._worker
        if worker is not None:
            worker.stop_signal.set()

    def close(self) -> None:
        """End at once."""
        worker = self._worker
        if worker is not None:
            worker.stop(3.0)

    def _begin(self, path: str, from_s: float, speed: float, canvas: Canvas) -> None:
        with self._lock:
            if self._worker is not None and self._worker.is_alive:
                return
            film = _Film(self._clock, path, speed)
            self._film = film
            self._worker = Worker(
                "replay-air", lambda stop: self._run(stop, film, from_s, _scene(canvas))
            )
            self._worker.start()

    def _run(self, stop: StopSignal, film: _Film, from_s: float, scene: Scene) -> None:
        try:
            if self._is_ready(stop, film):
                film.control(False, from_s, None)
                self._show(scene)
                self._follow(stop, film)
                stop_s = self._show(None)
                self._say(ReplayStatus())
                StopSignal().wait(stop_s)  # its last picture goes with the transition
        finally:
            self._say(ReplayStatus())
            self._film = None
            film.stop()

    def _is_ready(self, stop: StopSignal, film: _Film) -> bool:
        for _ in range(_LOOKS_UNTIL_READY):
            if film.is_ready or stop.wait(_LOOK_S):
                return film.is_ready
        why = film.reason or "the file gives no picture"
        self._on_alarm(Alarm("replay", Severity.WARNING, f"The replay could not be shown: {why}"))
        return False

    def _follow(self, stop: StopSignal, film: _Film) -> None:
        looks = 0
        while not film.is_over:
            if looks % _LOOKS_PER_TELLING == 0:
                self._say(film.status())
            looks += 1
            if stop.wait(_LOOK_S):
                return

    def _say(self, status: ReplayStatus) -> None:
        if status != self.status:
            self.status = status
            self._tell(status)


def _scene(canvas: Canvas) -> Scene:
    ratio = canvas.width_px / canvas.height_px
    place = Box(0.03, 0.03 * ratio, 0.4, _MARK_TALL)
    wide = min(0.4, _MARK_TALL * 5 / ratio)
    return Scene(
        FILM_ID,
        "Replay",
        layers=(
            Layer("film", "Film", FILM_ID),
            Layer("mark", "Mark", MARK_ID, box=Box(place.x, place.y, wide, place.height)),
        ),
    )
