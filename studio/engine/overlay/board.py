"""The cards over the picture: drawn on a thread of their own, for the size of every canvas."""

import logging
import operator
import threading
from dataclasses import dataclass, field, replace
from math import ceil

from studio.core.overlay import AnyCard, DrawCard, PollCard
from studio.core.scene import Canvas
from studio.core.settings import OverlaySettings, Settings
from studio.core.threads import StopSignal, Worker
from studio.engine.compose.colour import premultiplied_yuv
from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch import Patch
from studio.engine.media import Bytes, MediaClock
from studio.engine.overlay.cards import draw_card
from studio.engine.overlay.look import Look, look_of
from studio.engine.overlay.placing import placed
from studio.engine.sources.drawing import new_raster

_log = logging.getLogger("studio.engine.overlay.board")

_MOST_SIZES = 4  # canvases a show had lately
_REST_S = 3600.0
_MS_PER_S = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A card as it lies on a canvas."""

    card_id: str
    patch: Patch


@dataclass(frozen=True, slots=True)
class _Wanted:
    cards: tuple[AnyCard, ...] = ()
    settings: OverlaySettings = field(default_factory=OverlaySettings)
    language: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    """A card's raster and what it was drawn from."""

    key: tuple[object, ...]
    raster: Bytes


@dataclass(slots=True)
class _Sized:
    """What is kept for one size of canvas."""

    drawn: tuple[Drawn, ...] = ()
    faces: tuple[_Face, ...] = ()


class OverlayBoard:
    """Safe from any thread; `drawn` never blocks for long and never draws.

    ``clearings`` counts how often something had to go without a fade.
    """

    def __init__(self, clock: MediaClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._woken = threading.Event()
        self._wanted = _Wanted()
        self._sized: dict[Canvas, _Sized] = {}
        self.clearings = 0
        self.has_motion = True
        self._worker = Worker("overlay", self._run)

    def start(self) -> None:
        """Draw from now on."""
        self._worker.start()

    def stop(self) -> None:
        """Draw no more."""
        self._worker.stop_signal.set()
        self._woken.set()
        self._worker.stop()

    def show(self, cards: tuple[AnyCard, ...], *, is_at_once: bool = False) -> None:
        """These and no others; ``is_at_once``: what goes is not in the next picture any more."""
        ids = {card.id for card in cards}
        with self._lock:
            self._wanted = replace(self._wanted, cards=cards)
            self.clearings += int(is_at_once)
            for sized in self._sized.values():
                if any(one.card_id not in ids for one in sized.drawn):
                    sized.drawn = tuple(one for one in sized.drawn if one.card_id in ids)
        self._woken.set()

    def follow(self, settings: Settings) -> None:
        """Another place or look, another language, motion or none."""
        with self._lock:
            self.has_motion = settings.ui.motion != "less"
            self._wanted = replace(
                self._wanted, settings=settings.overlay, language=settings.ui.language
            )
        self._woken.set()

    def drawn(self, canvas: Canvas) -> tuple[Drawn, ...]:
        """The cards for that canvas, the same tuple until one changes."""
        with self._lock:
            sized = self._sized.get(canvas)
            if sized is None:
                while len(self._sized) >= _MOST_SIZES:
                    del self._sized[next(iter(self._sized))]
                sized = self._sized[canvas] = _Sized()
                self._woken.set()
            return sized.drawn

    def _run(self, stop: StopSignal) -> None:
        while not stop.is_set:
            self._woken.wait(self._rest_s())
            self._woken.clear()
            if not stop.is_set:
                self._draw()

    def _rest_s(self) -> float:
        """Until a countdown shows another second."""
        now_ms = self._clock.clock.wall_ms()
        ends = [_ends_ms(card) for card in self._wanted.cards]
        if not any(end > now_ms for end in ends):
            return _REST_S
        return min((end - now_ms) % _MS_PER_S or _MS_PER_S for end in ends if end > now_ms) / 1000

    def _draw(self) -> None:
        with self._lock:
            wanted, canvases = self._wanted, list(self._sized.items())
        now_ms = self._clock.clock.wall_ms()
        for canvas, sized in canvases:
            faces = _faces(wanted, canvas, sized.faces, now_ms)
            drawn = _laid(wanted, canvas, faces, sized)
            with self._lock:
                if self._wanted is not wanted:  # something else is wanted by now
                    self._woken.set()
                    return
                sized.faces = faces
                if not _is_same(sized.drawn, drawn):
                    sized.drawn = drawn


def _faces(
    wanted: _Wanted, canvas: Canvas, before: tuple[_Face, ...], now_ms: int
) -> tuple[_Face, ...]:
    known = {face.key: face for face in before}
    look = look_of(canvas, wanted.settings, wanted.language)
    made: list[_Face] = []
    for card in wanted.cards:
        left_s = max(0, ceil((_ends_ms(card) - now_ms) / _MS_PER_S))
        key = (card, look, left_s)
        made.append(known.get(key) or _Face(key, _raster(card, look, left_s)))
    return tuple(made)


def _raster(card: AnyCard, look: Look, left_s: int) -> Bytes:
    """A card that cannot be drawn is one that nobody sees, and never a fault of the picture."""
    try:
        return draw_card(card, look, left_s)
    except (ValueError, TypeError, RuntimeError) as error:
        _log.warning("card not drawn", extra={"card_id": card.id, "reason": str(error)})
        return new_raster(2, 2)


def _laid(
    wanted: _Wanted, canvas: Canvas, faces: tuple[_Face, ...], before: _Sized
) -> tuple[Drawn, ...]:
    """What did not change stays the same object, so that nothing is composed anew for it."""
    sizes = [(face.raster.shape[1], face.raster.shape[0]) for face in faces]
    rects = placed(sizes, canvas, wanted.settings.place)
    known = {face.key: place for place, face in enumerate(before.faces)}
    lying = {one.card_id: one for one in before.drawn}
    drawn: list[Drawn] = []
    for card, face, rect in zip(wanted.cards, faces, rects, strict=True):
        if rect is None:
            continue
        old = lying.get(card.id)
        is_same = old is not None and face.key in known and old.patch.rect == rect
        drawn.append(old if is_same and old is not None else Drawn(card.id, _patch(face, rect)))
    return tuple(drawn)


def _is_same(one: tuple[Drawn, ...], other: tuple[Drawn, ...]) -> bool:
    return len(one) == len(other) and all(map(operator.is_, one, other))


def _patch(face: _Face, rect: Rect) -> Patch:
    planes, inverse = premultiplied_yuv(face.raster)
    return Patch(rect, planes, inverse)


def _ends_ms(card: AnyCard) -> int:
    if isinstance(card, PollCard) and not card.is_closed:
        return card.ends_wall_ms
    if isinstance(card, DrawCard) and not card.is_over:
        return card.ends_wall_ms
    return 0
