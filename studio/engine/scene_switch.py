"""Which scene, or mix of two scenes, the programme shows at this moment."""

from dataclasses import dataclass, field, replace

import msgspec

from studio.core.clock import NS_PER_MS
from studio.core.scene import Scene, Show, Transition, TransitionKind
from studio.engine.compose.mix import SceneMix
from studio.engine.media import MediaClock
from studio.engine.transition_deck import Ready

_BY_FILE = (TransitionKind.CUT, TransitionKind.STINGER)  # a hand on the bar fades them


@dataclass(frozen=True, slots=True)
class _Switching:
    """One immutable state, swapped whole, so that the compositor never sees half a change.

    ``guest`` is on air in the current scene's place and not in the show, as ``from_guest`` was.
    ``by_hand``: how far a person has moved towards the prepared scene; below 0: nobody does.
    """

    show: Show
    guest: Scene | None = None
    from_scene_id: str = ""
    from_guest: Scene | None = None
    started_ns: int = 0
    transition: Transition = field(default_factory=lambda: Transition(TransitionKind.CUT))
    ready: Ready = field(default_factory=Ready)
    by_hand: float = -1.0

    @property
    def to_scene(self) -> Scene:
        """The scene on air, or that it becomes."""
        return self.guest or self.show.current_scene

    @property
    def from_scene(self) -> Scene | None:
        """Where the programme came from, while it still exists."""
        return self.from_guest or self.show.scene(self.from_scene_id)


class SceneSwitcher:
    """Follows the show; `mix_now` is read by the compositor at every tick."""

    def __init__(self, clock: MediaClock, show: Show) -> None:
        self._clock = clock
        self._switching = _Switching(show)

    @property
    def guest(self) -> Scene | None:
        """What is on air in the place of the current scene."""
        return self._switching.guest

    def follow(self, show: Show) -> None:
        """An edit was made; a running transition goes on with the new content.

        When the edit moved the programme to another scene, that is a cut.
        """
        before = self._switching
        if show.current_scene_id == before.show.current_scene_id:
            by_hand = before.by_hand if show.preview_scene_id else -1.0
            self._switching = replace(before, show=show, by_hand=by_hand)
        else:
            self._switching = _Switching(show)

    def switch(self, show: Show, transition: Transition, ready: Ready | None = None) -> None:
        """``show`` has a new current scene: go there as ``transition`` says."""
        self._go(show, None, transition, ready or Ready())

    def show_guest(
        self, guest: Scene | None, transition: Transition, ready: Ready | None = None
    ) -> None:
        """Put a scene on air that is not in the show; None: back to the one that is."""
        self._go(self._switching.show, guest, transition, ready or Ready())

    def move(self, progress: float, transition: Transition, ready: Ready | None = None) -> None:
        """By hand towards the prepared scene; 0 lets go."""
        kind = TransitionKind.FADE if transition.kind in _BY_FILE else transition.kind
        self._switching = replace(
            self._switching,
            by_hand=progress if progress > 0 else -1.0,
            from_scene_id="",
            from_guest=None,
            started_ns=0,
            transition=msgspec.structs.replace(transition, kind=kind),
            ready=ready or Ready(),
        )

    def mix_now(self) -> SceneMix:
        """The scene on the programme, and the one it comes from while a transition runs."""
        switching = self._switching
        if switching.by_hand >= 0:
            return _by_hand(switching)
        now_ns = self._clock.now_ns()
        run = switching.ready.stinger
        if run is not None:
            if run.is_over(now_ns):
                return SceneMix(switching.to_scene)
            is_changed = run.is_changed(now_ns)
            base = switching.to_scene if is_changed else switching.from_scene or switching.to_scene
            return SceneMix(base, overlay=run.patch_at(now_ns))
        elapsed_ns = now_ns - switching.started_ns
        duration_ns = switching.transition.duration_ms * NS_PER_MS
        is_cut = switching.transition.kind is TransitionKind.CUT
        if is_cut or elapsed_ns >= duration_ns:
            return SceneMix(switching.to_scene)
        return SceneMix(
            switching.to_scene,
            switching.from_scene,
            max(0.0, elapsed_ns / duration_ns),
            switching.transition,
            switching.ready.luma,
        )

    def _go(self, show: Show, guest: Scene | None, transition: Transition, ready: Ready) -> None:
        before = self._switching
        is_at_once = ready.stinger is None and transition.duration_ms == 0
        if transition.kind is TransitionKind.CUT or is_at_once:
            self._switching = _Switching(show, guest)
            return
        goes_on = guest is None and show.current_scene_id == before.show.preview_scene_id
        passed = max(0.0, before.by_hand) if goes_on else 0.0
        passed_ns = int(passed * transition.duration_ms * NS_PER_MS)
        self._switching = _Switching(
            show,
            guest,
            from_scene_id="" if before.guest else before.show.current_scene_id,
            from_guest=before.guest,
            started_ns=self._clock.now_ns() - passed_ns,
            transition=transition,
            ready=ready,
        )


def _by_hand(switching: _Switching) -> SceneMix:
    prepared = switching.show.scene(switching.show.preview_scene_id)
    if prepared is None:
        return SceneMix(switching.to_scene)
    return SceneMix(
        prepared,
        switching.to_scene,
        switching.by_hand,
        switching.transition,
        switching.ready.luma,
    )
