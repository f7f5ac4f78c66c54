"""The files that picture filters need, read on a thread of their own; never waited for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.picture_filters import Lut, PictureFilter, active, file_of
from studio.core.scene import Show
from studio.core.status import Alarm, Severity
from studio.core.threads import StopSignal, Worker
from studio.engine.compose.filters.cube_file import read_cube, table_of_tiles
from studio.engine.compose.filters.lut import ChangePlanes, ready
from studio.engine.media import Bytes
from studio.engine.sources.drawing import raster_of_image
from studio.engine.sources.image import load_image

_LOOK_AGAIN_S = 5.0
_CUBE_ENDING = ".cube"


@dataclass(frozen=True, slots=True)
class _Wish:
    """A file as one kind of filter needs it."""

    path: str
    is_lut: bool


@dataclass(frozen=True, slots=True)
class _Held:
    """What was read, and how the file stood then. ``reason``: why there is nothing."""

    stamp: tuple[int, int]
    lut: ChangePlanes | None = None
    picture: Bytes | None = None
    reason: str = ""


def _nobody(_alarm: Alarm) -> None:
    """Nobody is told."""


def _nothing(_alarm_id: str) -> None:
    """Nothing is cleared."""


class FilterFiles:
    """Asked by the compositor's thread, told by the engine's; a file that changes is read again.

    A file that cannot be used is an alarm with one sentence, and its filter does nothing.
    """

    def __init__(
        self,
        on_alarm: Callable[[Alarm], None] = _nobody,
        clear_alarm: Callable[[str], None] = _nothing,
    ) -> None:
        self._on_alarm = on_alarm
        self._clear_alarm = clear_alarm
        self._wanted: frozenset[_Wish] = frozenset()
        self._held: dict[_Wish, _Held] = {}
        self._woken = threading.Event()
        self._worker = Worker("filter-files", self._run)
        self.revision = 0

    def start(self) -> None:
        """Begin to read."""
        self._worker.start()

    def stop(self) -> None:
        """Read no more."""
        self._worker.stop_signal.set()
        self._woken.set()
        self._worker.stop()

    def follow(self, show: Show) -> None:
        """These are the filters now; returns at once."""
        layers = (layer for scene in show.scenes for layer in scene.layers)
        wanted = frozenset(
            wish for layer in layers for one in active(layer.filters) for wish in _wishes(one)
        )
        if wanted != self._wanted:
            self._wanted = wanted
            self._woken.set()

    def lut(self, path: str) -> ChangePlanes | None:
        """What that file's table does; None: nothing, or nothing yet."""
        held = self._held.get(_Wish(path, True))
        return held.lut if held is not None else None

    def picture(self, path: str) -> Bytes | None:
        """That picture file as a premultiplied raster; None: nothing, or nothing yet."""
        held = self._held.get(_Wish(path, False))
        return held.picture if held is not None else None

    def refresh(self) -> None:
        """Read what is wanted and new, and let go of the rest; on the thread that calls."""
        wanted = self._wanted
        for gone in [wish for wish in self._held if wish not in wanted]:
            self._keep(gone, None)
            self._clear_alarm(_alarm_id(gone))
        for wish in sorted(wanted, key=lambda one: one.path):
            held = self._held.get(wish)
            stamp = _stamp_of(wish.path)
            if held is None or held.stamp != stamp:
                held = _read(wish, stamp)
                self._keep(wish, held)
            if held.reason:
                self._on_alarm(_alarm(wish, held.reason))  # again: alarms go by themselves
            else:
                self._clear_alarm(_alarm_id(wish))

    def _keep(self, wish: _Wish, held: _Held | None) -> None:
        """Swapped whole: readers need no lock."""
        others = {one: kept for one, kept in self._held.items() if one != wish}
        self._held = others if held is None else {**others, wish: held}
        self.revision += 1

    def _run(self, stop: StopSignal) -> None:
        while not stop.is_set:
            self._woken.wait(_LOOK_AGAIN_S)
            self._woken.clear()
            if not stop.is_set:
                self.refresh()


def _wishes(one: PictureFilter) -> tuple[_Wish, ...]:
    path = file_of(one)
    return (_Wish(path, isinstance(one, Lut)),) if path else ()


def _stamp_of(path: str) -> tuple[int, int]:
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return -1, -1
    return found.st_mtime_ns, found.st_size


def _read(wish: _Wish, stamp: tuple[int, int]) -> _Held:
    try:
        if wish.is_lut and wish.path.lower().endswith(_CUBE_ENDING):
            return _Held(stamp, lut=ready(read_cube(wish.path)))
        raster = raster_of_image(load_image(wish.path))
        if wish.is_lut:
            return _Held(stamp, lut=ready(table_of_tiles(raster, wish.path)))
        return _Held(stamp, picture=raster)
    except StudioError as error:
        return _Held(stamp, reason=error.what)


def _alarm_id(wish: _Wish) -> str:
    return f"{'lut' if wish.is_lut else 'mask'}-{wish.path}"


def _alarm(wish: _Wish, reason: str) -> Alarm:
    name = Path(wish.path).name
    text = f"The mask {name!r} cannot be used: {reason}"
    if wish.is_lut:
        text = f"The LUT {name!r} cannot be used: {reason}"
    return Alarm(
        _alarm_id(wish),
        Severity.WARNING,
        text,
        "The layer is shown without it; choose another file in its filters",
    )
