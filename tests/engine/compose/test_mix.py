import dataclasses

import pytest

from studio.core.scene import Scene
from studio.engine.compose.mix import SceneMix


def test_a_mix_of_one_scene_is_that_scene_and_cannot_change() -> None:
    mix = SceneMix(Scene("a", "A"))
    assert mix.from_scene is None
    assert mix.progress == 1.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        mix.progress = 0.5  # type: ignore[misc]
