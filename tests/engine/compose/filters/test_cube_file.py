from pathlib import Path

import numpy as np
import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.engine.compose.filters.cube_file import parse_cube, read_cube, table_of_tiles
from tests.support.luts import cube_text, tiles


def test_a_cube_has_red_fastest() -> None:
    table = parse_cube(cube_text(3, lambda r, g, b: (r, g / 2, 1 - b)), "x.cube")
    assert not table.is_curve
    assert table.values.shape == (3, 3, 3, 3)
    assert table.values[0, 0, 2].tolist() == [1, 0, 1]
    assert table.values[2, 1, 0].tolist() == [0, 0.25, 0]


def test_curves_and_a_range_are_read() -> None:
    text = (
        '# made\nTITLE "a b"\nLUT_1D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n0 0 0\n1 .5 1e0\n'
    )
    table = parse_cube(text, "x.cube")
    assert table.is_curve
    assert table.highest.tolist() == [2, 2, 2]
    assert table.values[1].tolist() == [1, 0.5, 1]
    old = parse_cube("LUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0 4\n" + "0 0 0\n" * 8, "x")
    assert old.highest.tolist() == [4, 4, 4]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not say the size"),
        ("0 0 0\n1 1 1\n", "does not say the size"),
        ("LUT_3D_SIZE 2\nLUT_1D_SIZE 2\n0 0 0\n1 1 1\n", "does not say the size"),
        ("LUT_3D_SIZE 1000000\n", "2 to 129"),
        ("LUT_3D_SIZE -3\n", "2 to 129"),
        ("LUT_3D_SIZE\n", "2 to 129"),
        ("LUT_1D_SIZE 1\n0 0 0\n", "2 to 65536"),
        ("LUT_3D_SIZE 2\n0 0 0\n", "3 numbers instead of 24"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1,5\n", "no number"),
        ("LUT_1D_SIZE 2\n0 0 0\n1 1 1e999\n", "no number"),
        ("LUT_1D_SIZE 2\nDOMAIN_MAX 0 0 0\n0 0 0\n1 1 1\n", "range"),
        ("LUT_1D_SIZE 2\nDOMAIN_MAX 1\n0 0 0\n1 1 1\n", "range"),
    ],
)
def test_a_broken_file_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        parse_cube(text, "x.cube")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="cannot be read"):
        read_cube(str(tmp_path / "none.cube"))
    path = tmp_path / "a.cube"
    path.write_bytes(b"\xff\xfe\x00garbage" * 50)
    with pytest.raises(BadInputError):
        read_cube(str(path))


def test_a_picture_of_tiles_is_a_cube() -> None:
    table = table_of_tiles(tiles(lambda r, g, b: (b, r, g)), "x.png")
    assert table.values.shape == (64, 64, 64, 3)
    assert np.allclose(table.values[63, 0, 32], [1, 32 / 63, 0], atol=0.01)
    for shape in ((512, 256, 4), (100, 100, 4), (2, 2, 4)):
        with pytest.raises(BadInputError, match="no colour table"):
            table_of_tiles(np.zeros(shape, np.uint8), "x.png")
