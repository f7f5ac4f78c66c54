"""What the programme shows at a moment: one scene, or one becoming another."""

from dataclasses import dataclass, field

from studio.core.scene import Scene, Transition
from studio.engine.compose.blend import LumaMap
from studio.engine.compose.patch import Patch


@dataclass(frozen=True, slots=True)
class SceneMix:
    """``progress`` 0 … 1 from ``from_scene`` to ``to_scene``; no ``from_scene``: a plain cut.

    ``overlay`` lies over everything, as a stinger does, and ``cards`` over that too.
    """

    to_scene: Scene
    from_scene: Scene | None = None
    progress: float = 1.0
    transition: Transition = field(default_factory=Transition)
    luma: LumaMap | None = None
    overlay: Patch | None = None
    cards: tuple[Patch, ...] = ()
