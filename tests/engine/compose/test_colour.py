import numpy as np
import pytest

from studio.engine.compose.colour import bt709_to_bt601, premultiplied_yuv, yuv_of
from studio.engine.compose.planes import Planes

# 8-bit BT.601 limited: ITU-R BT.601-7, rounded by hand.
KNOWN = {
    "#000000": (16, 128, 128),
    "#ffffff": (235, 128, 128),
    "#ff0000": (81, 90, 240),
    "#00ff00": (145, 54, 34),
    "#0000ff": (41, 240, 110),
    "#808080": (126, 128, 128),
}


@pytest.mark.parametrize(("colour", "yuv"), KNOWN.items())
def test_known_colours(colour: str, yuv: tuple[int, int, int]) -> None:
    assert yuv_of(colour) == yuv


def test_an_alpha_after_the_colour_is_ignored() -> None:
    assert yuv_of("#ff000080") == yuv_of("#ff0000")


def test_premultiplied_planes_blend_to_the_mean_of_both_colours() -> None:
    half = np.full((4, 4, 4), (0, 0, 128, 128), np.uint8)  # red, half seen
    planes, inverse = premultiplied_yuv(half)
    for plane, through, red, blue in zip(
        planes.all(), inverse.all(), KNOWN["#ff0000"], KNOWN["#0000ff"], strict=True
    ):
        blended = plane + through / 255 * blue
        assert abs(blended - (red * 128 + blue * 127) / 255).max() <= 1.0


def test_what_is_fully_transparent_adds_nothing() -> None:
    planes, inverse = premultiplied_yuv(np.zeros((2, 2, 4), np.uint8))
    assert not any(plane.any() for plane in planes.all())
    assert all((plane == 255).all() for plane in inverse.all())


@pytest.mark.parametrize(
    ("in_709", "in_601"),
    [
        ((63, 102, 240), KNOWN["#ff0000"]),
        ((173, 42, 26), KNOWN["#00ff00"]),
        ((32, 240, 118), KNOWN["#0000ff"]),
        ((180, 128, 128), (180, 128, 128)),
    ],
    ids=["red", "green", "blue", "grey"],
)
def test_the_same_colour_by_the_other_matrix(
    in_709: tuple[int, int, int], in_601: tuple[int, int, int]
) -> None:
    y, u, v = in_709
    planes = Planes(
        np.full((4, 8), y, np.uint8), np.full((2, 4), u, np.uint8), np.full((2, 4), v, np.uint8)
    )
    turned = bt709_to_bt601(planes)
    for plane, wanted in zip(turned.all(), in_601, strict=True):
        assert abs(plane.astype(int) - wanted).max() <= 1
