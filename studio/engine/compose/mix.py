"""What the programme shows at a moment: one scene, or one becoming another."""

from dataclasses import dataclass

from studio.core.scene import Scene


@dataclass(frozen=True, slots=True)
class SceneMix:
    """``progress`` 0 … 1 from ``from_scene`` to ``to_scene``; no ``from_scene``: a plain cut."""

    to_scene: Scene
    from_scene: Scene | None = None
    progress: float = 1.0
