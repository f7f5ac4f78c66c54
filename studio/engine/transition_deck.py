"""Keeps the files of transitions ready, so that a change of scenes never waits for a disk."""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from studio.core.clock import NS_PER_MS
from studio.core.errors import BadInputError, UnavailableError
from studio.core.scene import Canvas, Show, Transition, TransitionKind
from studio.core.status import Alarm, Severity
from studio.engine.compose.blend import LumaMap
from studio.engine.compose.planes import as_bytes
from studio.engine.media import AudioBlock, Bytes, MediaClock
from studio.engine.stinger import Stinger, StingerRun

_MOST_STINGERS = 4
_MOST_LUMAS = 8
_MOST_BYTES = 50_000_000
_ADVICE = "Choose another file in the transition's settings; until then scenes are cut"


@dataclass(frozen=True, slots=True)
class Ready:
    """What a transition needs beside the scenes; both None: nothing."""

    luma: LumaMap | None = None
    stinger: StingerRun | None = None


class TransitionDeck:
    """Follows the show. Safe from several threads; nothing of it runs on the compositor's."""

    def __init__(
        self,
        clock: MediaClock,
        on_sound: Callable[[AudioBlock], None],
        on_alarm: Callable[[Alarm], None],
        clear_alarm: Callable[[str], None],
    ) -> None:
        self._clock = clock
        self._on_sound = on_sound
        self._on_alarm = on_alarm
        self._clear_alarm = clear_alarm
        self._lock = threading.RLock()
        self._canvas = Canvas()
        self._stingers: dict[str, Stinger] = {}
        self._lumas: dict[str, LumaMap | None] = {}

    def sync(self, show: Show) -> None:
        """Have ready what the show's transitions name, and nothing else."""
        found = (show.transition, *(scene.transition for scene in show.scenes))
        named = [one for one in found if one is not None and one.path]
        stingers = _paths(named, TransitionKind.STINGER, _MOST_STINGERS)
        lumas = _paths(named, TransitionKind.LUMA, _MOST_LUMAS)
        with self._lock:
            if show.canvas != self._canvas:
                self._canvas = show.canvas
                kept: set[str] = set()
            else:
                kept = {*stingers, *lumas}
            gone = [self._stingers.pop(path) for path in list(self._stingers) if path not in kept]
            self._lumas = {path: luma for path, luma in self._lumas.items() if path in kept}
            for path in stingers:
                if path not in self._stingers:
                    self._stingers[path] = self._started(path)
            for path in lumas:
                if path not in self._lumas:
                    self._lumas[path] = self._luma(path)
        for stinger in gone:
            self._clear_alarm(_alarm_id(stinger.path))
            stinger.stop()

    def begin(self, transition: Transition) -> Ready | None:
        """What it needs, a stinger running from now on; None: it cannot be, so cut."""
        with self._lock:
            if transition.kind is TransitionKind.STINGER:
                return self._begin_stinger(transition)
            if transition.kind is TransitionKind.LUMA:
                path = transition.path
                luma = self._lumas.get(path) or self._luma(path)
                if path in self._lumas:
                    self._lumas[path] = luma
                return Ready(luma=luma) if luma is not None else None
        return Ready()

    def is_ready(self, path: str) -> bool:
        """Whether that stinger can begin at once."""
        stinger = self._stingers.get(path)
        return stinger is not None and stinger.is_ready

    def close(self) -> None:
        """End every stinger."""
        with self._lock:
            stingers, self._stingers = self._stingers, {}
        for stinger in stingers.values():
            stinger.stop()

    def _begin_stinger(self, transition: Transition) -> Ready | None:
        stinger = self._stingers.get(transition.path)
        if stinger is None:
            self._fail(transition.path, "it is not among the show's transitions")
            return None
        run = stinger.play(transition.cut_ms * NS_PER_MS)
        if run is None and stinger.has_failed:
            self._stingers[transition.path] = self._started(transition.path)  # mended meanwhile?
        return Ready(stinger=run) if run is not None else None

    def _started(self, path: str) -> Stinger:
        stinger = Stinger(
            self._clock, path, self._canvas, self._on_sound, lambda why: self._fail(path, why)
        )
        stinger.start()
        return stinger

    def _luma(self, path: str) -> LumaMap | None:
        try:
            grey = _grey_of(path)
        except (BadInputError, UnavailableError) as error:
            self._fail(path, error.what)
            return None
        self._clear_alarm(_alarm_id(path))
        return LumaMap.of(grey, self._canvas.width_px, self._canvas.height_px)

    def _fail(self, path: str, why: str) -> None:
        name = Path(path).name or "?"
        self._on_alarm(
            Alarm(
                _alarm_id(path),
                Severity.WARNING,
                f"The transition {name!r} cannot be shown: {why}",
                _ADVICE,
            )
        )


def _paths(named: list[Transition], kind: TransitionKind, most: int) -> list[str]:
    return list(dict.fromkeys(one.path for one in named if one.kind is kind))[:most]


def _alarm_id(path: str) -> str:
    return f"transition-{hashlib.sha256(path.encode()).hexdigest()[:12]}"


def _grey_of(path: str) -> Bytes:
    file = Path(path)
    if not path:
        raise BadInputError("no file is chosen", "transition")
    try:
        if not file.is_file():
            raise UnavailableError("the file is not there", path)
        if file.stat().st_size > _MOST_BYTES:
            raise BadInputError("the picture is too large", path)
        data = np.fromfile(file, np.uint8)
    except OSError as error:
        raise UnavailableError(f"it cannot be read: {error.strerror}", path) from error
    grey = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE) if data.size else None
    if grey is None:
        raise BadInputError("this is no picture that can be read", path)
    return as_bytes(grey)
