import numpy as np
import pytest

from studio.engine.compose.filters.content import content_of
from studio.engine.compose.filters.cube_file import parse_cube
from studio.engine.compose.filters.lut import changed, interpolated, ready
from tests.support.float_picture import Floats, formula_planes, raster, slope
from tests.support.luts import Colours, cube_text

SIZE = (64, 36)


def _looks() -> dict[str, Colours]:
    return {
        "same": lambda r, g, b: (r, g, b),
        "film": lambda r, g, b: (
            0.9 * r**0.8 + 0.05,
            0.85 * g + 0.1 * r,
            0.7 * b**1.2 + 0.15 * (1 - r),
        ),
        "inverted": lambda r, g, b: (1 - r, 1 - g, 1 - b),
    }


@pytest.mark.parametrize("name", ["same", "film", "inverted"])
def test_a_cube_gives_its_colours(name: str) -> None:
    look = _looks()[name]

    def wanted(u: Floats, v: Floats) -> Floats:
        rgb = slope(u, v)[..., :3] / 255
        out = look(rgb[..., 0], rgb[..., 1], rgb[..., 2])  # type: ignore[arg-type]
        return np.stack([*(255 * one for one in out), np.full_like(u, 255.0)], -1)

    change = ready(parse_cube(cube_text(33, look), "x"))
    made = change(content_of(raster(slope, *SIZE)).planes)
    for new, right in zip(made.all(), formula_planes(wanted, *SIZE).all(), strict=True):
        assert np.abs(new.astype(float) - right).max() <= 3.0


def test_curves_are_exact() -> None:
    text = "LUT_1D_SIZE 3\n0 0 0\n0.25 0.5 0.75\n1 1 1\n"

    def wanted(u: Floats, v: Floats) -> Floats:
        rgb = slope(u, v)[..., :3] / 255
        bent = [
            np.interp(rgb[..., part], (0, 0.5, 1), (0, middle, 1))
            for part, middle in enumerate((0.25, 0.5, 0.75))
        ]
        return np.stack([*(255 * one for one in bent), np.full_like(u, 255.0)], -1)

    made = ready(parse_cube(text, "x"))(content_of(raster(slope, *SIZE)).planes)
    for new, right in zip(made.all(), formula_planes(wanted, *SIZE).all(), strict=True):
        assert np.abs(new.astype(float) - right).max() <= 2.5


def test_half_of_a_table_is_half_way() -> None:
    content = content_of(raster(slope, *SIZE))
    change = ready(parse_cube("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n", "x"))
    whole, half = (changed(content, change, amount).planes.y for amount in (1.0, 0.5))
    middle = (whole.astype(float) + content.planes.y) / 2
    assert np.abs(half - middle).max() <= 1
    assert changed(content, change, 0.0) is content


def test_between_its_values_a_cube_is_linear() -> None:
    table = parse_cube(cube_text(2, lambda r, g, b: (r, (r + g + b) / 3, b)), "x")
    colours = np.array([[0.25, 0.5, 0.75], [0.0, 1.0, 0.1], [2.0, 0.0, -1.0]], np.float32)
    assert interpolated(table, colours) == pytest.approx(
        np.array([[0.25, 0.5, 0.75], [0.0, 1.1 / 3, 0.1], [1.0, 1 / 3, 0.0]]), abs=1e-5
    )
