import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Crop, Fit
from studio.ui.stage import geometry as geo
from studio.ui.stage.cropping import Shown, cropped, shown_of
from studio.ui.stage.geometry import HANDLES, Frame

FRAME = Frame(500, 500, 400, 400)
STEPS = st.floats(-2000, 2000)


def test_a_contained_picture_lies_within_its_frame() -> None:
    shown = shown_of(FRAME, Crop(), Fit.CONTAIN, (1600, 800))
    assert shown == Shown(Frame(500, 500, 400, 200), Crop())


def test_a_covering_picture_is_cut_already() -> None:
    shown = shown_of(FRAME, Crop(), Fit.COVER, (1600, 800))
    assert shown == Shown(FRAME, Crop(0.25, 0.0, 0.25, 0.0))


@pytest.mark.parametrize(("fit", "size"), [(Fit.STRETCH, (1600, 800)), (Fit.CONTAIN, (0, 0))])
def test_stretched_or_unknown_fills_the_frame(fit: Fit, size: tuple[int, int]) -> None:
    assert shown_of(FRAME, Crop(0.1), fit, size) == Shown(FRAME, Crop(0.1))


def test_the_edge_follows_the_pointer_and_the_picture_stays() -> None:
    after = cropped(Shown(FRAME, Crop()), "w", 100, 30)
    assert after.crop == Crop(left=0.25)
    assert after.frame == Frame(550, 500, 300, 400)
    back = cropped(after, "w", -500, 0)  # never beyond the source
    assert back == Shown(FRAME, Crop())


@given(
    st.floats(-180, 180),
    st.sampled_from(HANDLES),
    STEPS,
    STEPS,
    st.floats(0, 0.4),
    st.floats(0, 0.4),
)
def test_cropping_a_turned_layer_keeps_the_scale_and_the_corner_across(
    angle_deg: float, handle: str, dx: float, dy: float, left: float, top: float
) -> None:
    before = Shown(Frame(500, 400, 600, 300, angle_deg), Crop(left=left, top=top))
    after = cropped(before, handle, dx, dy)
    crop = after.crop
    assert min(crop.left, crop.top, crop.right, crop.bottom) >= 0
    assert crop.left + crop.right < 1
    assert crop.top + crop.bottom < 1
    scale = before.frame.width / (1 - left)
    assert after.frame.width / (1 - crop.left - crop.right) == pytest.approx(scale, rel=1e-3)
    opposite = handle.translate(str.maketrans("nsew", "snwe"))
    assert geo.handle_place(after.frame, opposite) == pytest.approx(
        geo.handle_place(before.frame, opposite), abs=0.01
    )
