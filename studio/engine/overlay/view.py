"""The cards as one canvas shows them: coming and going in a short fade, still in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2

from studio.core.clock import NS_PER_MS
from studio.core.scene import Canvas
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.overlay.board import Drawn, OverlayBoard

FADE_NS = 160 * NS_PER_MS


@dataclass(frozen=True, slots=True)
class _Leaving:
    card: Drawn
    since_ns: int


class OverlayView:
    """Belongs to the thread of one compositor. ``now_ns``: media time."""

    def __init__(self, board: OverlayBoard, now_ns: Callable[[], int]) -> None:
        self._board = board
        self._now_ns = now_ns
        self._canvas: Canvas | None = None
        self._shown: tuple[Drawn, ...] = ()
        self._since_ns: dict[str, int] = {}
        self._leaving: tuple[_Leaving, ...] = ()
        self._patches: tuple[Patch, ...] = ()
        self._is_moving = False
        self._clearings = 0

    def over(self, mix: SceneMix, canvas: Canvas | None) -> SceneMix:
        """The same picture with the cards over it."""
        if canvas is None:
            return mix
        cards = self.patches(canvas)
        return replace(mix, cards=cards) if cards else mix

    def patches(self, canvas: Canvas) -> tuple[Patch, ...]:
        """What lies over that canvas now; the same objects as long as nothing changes."""
        drawn = self._board.drawn(canvas)
        if canvas != self._canvas:
            self._canvas, self._shown, self._leaving = canvas, (), ()
            self._since_ns.clear()
        elif drawn is self._shown and not self._is_moving:
            return self._patches
        now_ns = self._now_ns()
        if drawn is not self._shown or self._board.clearings != self._clearings:
            self._change(drawn, now_ns)
        self._patches = self._made(now_ns)
        return self._patches

    def _change(self, drawn: tuple[Drawn, ...], now_ns: int) -> None:
        ids = {one.card_id for one in drawn}
        begun_ns = now_ns if self._board.has_motion else now_ns - FADE_NS
        for one in self._shown:
            if one.card_id not in ids:
                del self._since_ns[one.card_id]
                self._leaving += (_Leaving(one, begun_ns),)
        if self._board.clearings != self._clearings:  # what is deleted does not even fade
            self._clearings = self._board.clearings
            self._leaving = ()
        for card_id in ids:
            self._since_ns.setdefault(card_id, begun_ns)
        self._leaving = tuple(one for one in self._leaving if one.card.card_id not in ids)
        self._shown = drawn

    def _made(self, now_ns: int) -> tuple[Patch, ...]:
        self._leaving = tuple(one for one in self._leaving if now_ns - one.since_ns < FADE_NS)
        patches = [
            faded(one.card.patch, 1.0 - (now_ns - one.since_ns) / FADE_NS) for one in self._leaving
        ]
        self._is_moving = bool(self._leaving)
        for one in self._shown:
            share = min(1.0, (now_ns - self._since_ns[one.card_id]) / FADE_NS)
            self._is_moving = self._is_moving or share < 1.0
            patches.append(faded(one.patch, share))
        return tuple(patches)


def covered(
    board: OverlayBoard,
    now_ns: Callable[[], int],
    mix_now: Callable[[], SceneMix],
    canvas_now: Callable[[], Canvas | None],
) -> Callable[[], SceneMix]:
    """The same picture as before with the cards over it, for one compositor."""
    view = OverlayView(board, now_ns)
    return lambda: view.over(mix_now(), canvas_now())


def faded(patch: Patch, share: float) -> Patch:
    """The patch, that much of it: 0 nothing, 1 all."""
    if share >= 1.0 or patch.inverse is None:
        return patch
    return replace(
        patch,
        planes=_scaled(patch.planes, share, 0.0),
        inverse=_scaled(patch.inverse, share, 255.0 * (1.0 - share)),
    )


def _scaled(planes: Planes, share: float, more: float) -> Planes:
    made = [as_bytes(cv2.convertScaleAbs(one, alpha=share, beta=more)) for one in planes.all()]
    return Planes(*made)
