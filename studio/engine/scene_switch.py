"""Which scene, or mix of two scenes, the programme shows at this moment."""

from dataclasses import dataclass, replace

from studio.core.clock import NS_PER_MS
from studio.core.scene import Scene, Show, Transition, TransitionKind
from studio.engine.compose.mix import SceneMix
from studio.engine.media import MediaClock


@dataclass(frozen=True, slots=True)
class _Switching:
    """One immutable state, swapped whole, so that the compositor never sees half a change."""

    show: Show
    from_scene_id: str = ""
    started_ns: int = 0
    duration_ns: int = 0


class SceneSwitcher:
    """Follows the show; `mix_now` is read by the compositor at every tick."""

    def __init__(self, clock: MediaClock, show: Show) -> None:
        self._clock = clock
        self._switching = _Switching(show)

    def follow(self, show: Show) -> None:
        """An edit was made; a running transition goes on with the new content.

        When the edit moved the programme to another scene, that is a cut.
        """
        before = self._switching
        if show.current_scene_id == before.show.current_scene_id:
            self._switching = replace(before, show=show)
        else:
            self._switching = _Switching(show)

    def switch(self, show: Show, transition: Transition) -> None:
        """``show`` has a new current scene: go there as ``transition`` says."""
        before = self._switching.show
        if transition.kind is TransitionKind.CUT or transition.duration_ms == 0:
            self._switching = _Switching(show)
            return
        self._switching = _Switching(
            show,
            from_scene_id=before.current_scene_id,
            started_ns=self._clock.now_ns(),
            duration_ns=transition.duration_ms * NS_PER_MS,
        )

    def mix_now(self) -> SceneMix:
        """The scene on the programme, and the one it comes from while a transition runs."""
        switching = self._switching
        to_scene = switching.show.current_scene
        from_scene: Scene | None = None
        progress = 1.0
        if switching.duration_ns:
            elapsed_ns = self._clock.now_ns() - switching.started_ns
            if elapsed_ns < switching.duration_ns:
                progress = max(0.0, elapsed_ns / switching.duration_ns)
                from_scene = switching.show.scene(switching.from_scene_id)
        return SceneMix(to_scene=to_scene, from_scene=from_scene, progress=progress)
