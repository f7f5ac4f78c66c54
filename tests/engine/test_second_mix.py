import numpy as np
from msgspec.structs import replace as with_fields

from studio.core.scene import Box, Canvas, Placement, Scene
from studio.engine.compose.blend import LumaMap
from studio.engine.compose.geometry import Rect
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes
from studio.engine.second_mix import SecondMix, covering
from tests.support.engine_stand import tiny_show

_UPRIGHT = Canvas(180, 320)
_SHOW = with_fields(tiny_show(), second_canvas=_UPRIGHT)


def _planes(width_px: int, height_px: int) -> Planes:
    half = (height_px // 2, width_px // 2)
    return Planes(
        np.full((height_px, width_px), 90, np.uint8),
        np.full(half, 100, np.uint8),
        np.full(half, 110, np.uint8),
    )


def test_both_scenes_of_a_change_are_arranged_for_it() -> None:
    one, two = _SHOW.scenes
    mix = SecondMix().of(SceneMix(two, one, 0.4), _SHOW)
    assert mix.progress == 0.4
    assert mix.from_scene is not None
    assert [layer.id for layer in mix.from_scene.layers] == [layer.id for layer in one.layers]
    assert mix.from_scene.layers[0].fit is not one.layers[0].fit  # fills the canvas
    assert mix.to_scene.id == two.id


def test_a_scene_is_arranged_once_until_it_changes() -> None:
    mixes = SecondMix()
    scene = _SHOW.scenes[0]
    first = mixes.of(SceneMix(scene), _SHOW).to_scene
    assert mixes.of(SceneMix(scene), _SHOW).to_scene is first
    placed = with_fields(scene.layers[0], second=Placement(Box(0.1, 0.1, 0.2, 0.2)))
    changed = with_fields(scene, layers=(placed, *scene.layers[1:]))
    after = mixes.of(SceneMix(changed), _SHOW).to_scene
    assert after.layers[0].box == Box(0.1, 0.1, 0.2, 0.2)
    other = with_fields(_SHOW, second_canvas=Canvas(320, 320))
    assert mixes.of(SceneMix(changed), other).to_scene is not after


def test_a_guest_on_air_is_arranged_too_and_a_pause_is_as_it_is() -> None:
    pause = Scene("pause", "Pause", background="#16191d")
    assert SecondMix().of(SceneMix(pause), _SHOW).to_scene == pause
    assert SecondMix().of(SceneMix(pause), tiny_show()).to_scene is pause


def test_a_luma_map_and_a_stinger_fit_the_other_shape() -> None:
    luma = LumaMap.of(np.zeros((18, 32), np.uint8), 320, 180)
    patch = Patch(Rect(0, 0, 320, 180), _planes(320, 180), inverse=_planes(320, 180))
    mixes = SecondMix()
    scene = _SHOW.scenes[0]
    mix = mixes.of(SceneMix(scene, luma=luma, overlay=patch), _SHOW)
    assert mix.luma is not None
    assert mix.luma.full.shape == (320, 180)
    assert mixes.of(SceneMix(scene, luma=luma), _SHOW).luma is mix.luma
    assert mix.overlay is not None
    assert mix.overlay.rect.holds(Rect(0, 0, 180, 320))


def test_what_covers_another_canvas_keeps_its_shape() -> None:
    made = covering(Patch(Rect(0, 0, 320, 180), _planes(320, 180)), _UPRIGHT)
    assert abs(made.rect.width / made.rect.height - 16 / 9) < 0.02
    assert made.rect.left + made.rect.right == 180
    assert (made.planes.width_px, made.planes.height_px) == (made.rect.width, made.rect.height)
    assert made.inverse is None
