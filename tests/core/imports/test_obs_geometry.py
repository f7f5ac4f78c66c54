from studio.core.imports.obs_geometry import USUAL_CANVAS, canvas_of, size_of, transform_of
from studio.core.imports.placing import Size, Transform
from tests.support.other_studios import CANVAS, obs_scene


def test_a_canvas_is_the_resolution_or_what_items_refer_to() -> None:
    scene = obs_scene("One", {"name": "x", "scale_ref": {"x": 1600, "y": 900}})
    assert canvas_of({"resolution": {"x": 1280, "y": 720}, "sources": [scene]}) == Size(1280, 720)
    assert canvas_of({"sources": [scene]}) == Size(1600, 900)
    assert canvas_of({"sources": [obs_scene("One")]}) is USUAL_CANVAS


def test_a_transform_is_read_and_kept_within_reason() -> None:
    assert transform_of({}) == Transform()
    found = transform_of(
        {
            "pos": {"x": 1, "y": 2},
            "scale": {"x": "big", "y": 3},
            "rot": 45,
            "align": 99,
            "bounds_type": -1,
            "bounds": {"x": -10, "y": 20},
            "crop_left": -5,
            "crop_top": 7.6,
        }
    )
    assert (found.x_px, found.y_px, found.scale_x, found.scale_y) == (1, 2, 1, 3)
    assert (found.rotation_deg, found.alignment, found.bounds_kind) == (45, 15, 0)
    assert (found.bounds_width_px, found.crop_left_px, found.crop_top_px) == (10, 0, 8)


def test_a_size_has_at_least_a_pixel() -> None:
    assert size_of(640, 360, CANVAS) == Size(640, 360)
    assert size_of(0, 360, CANVAS) is CANVAS
