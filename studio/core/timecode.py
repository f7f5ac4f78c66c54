"""The timecode in the picture: wall clock and frame number as two rows of square blocks.

Each row along the top edge, from the left corner: white, black, 32 bits (most significant
first), 4 bits XOR of the eight nibbles, white, black. A block is height / 45 px; luma 16 or 235.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_BLOCKS = 40
_BLACK = 16
_WHITE = 235
_THRESHOLD = 126
_ROWS_PER_HEIGHT = 45
_SQUARE_PER_HEIGHT = 9

Luma = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Timecode:
    """``wall_ms`` and ``number`` modulo 2³²."""

    wall_ms: int
    number: int


def timecode_size(height_px: int) -> tuple[int, int]:
    """Width and height, in px, of what `draw_timecode` writes on a picture of that height."""
    return -(-_BLOCKS * height_px // _ROWS_PER_HEIGHT), -(-2 * height_px // _ROWS_PER_HEIGHT)


def second_mark_px(height_px: int) -> int:
    """Side of the white square."""
    return height_px // _SQUARE_PER_HEIGHT


def draw_timecode(luma: Luma, timecode: Timecode) -> None:
    """Write both rows into a Y plane, shape (height, width).

    An upright picture is too narrow: what does not fit is cut off and cannot be read.
    """
    height_px = luma.shape[0]
    width_px = min(timecode_size(height_px)[0], luma.shape[1])
    # A block need not be a whole number of pixels: each pixel belongs to the block it lies in.
    block_of = np.minimum(np.arange(width_px) * _ROWS_PER_HEIGHT // height_px, _BLOCKS - 1)
    for row, value in enumerate((timecode.wall_ms, timecode.number)):
        levels = np.array(_bits_of(value % 2**32), np.uint8) * (_WHITE - _BLACK) + _BLACK
        top, bottom = (-(-one * height_px // _ROWS_PER_HEIGHT) for one in (row, row + 1))
        luma[top:bottom, :width_px] = levels[block_of]


def draw_second_mark(luma: Luma) -> None:
    """The white square in the lower left corner, side height / 9."""
    side_px = second_mark_px(luma.shape[0])
    luma[luma.shape[0] - side_px :, :side_px] = _WHITE


def read_timecode(luma: Luma) -> Timecode | None:
    """What a picture of any size says; None when it carries no readable timecode."""
    values = [_read_row(luma, row) for row in range(2)]
    if values[0] is None or values[1] is None:
        return None
    return Timecode(values[0], values[1])


def _bits_of(value: int) -> list[int]:
    word = [value >> (31 - place) & 1 for place in range(32)]
    check = _check_of(value)
    return [1, 0, *word, *(check >> (3 - place) & 1 for place in range(4)), 1, 0]


def _check_of(value: int) -> int:
    check = 0
    for place in range(8):
        check ^= value >> (4 * place) & 15
    return check


def _read_row(luma: Luma, row: int) -> int | None:
    side_px = luma.shape[0] / _ROWS_PER_HEIGHT
    y = int((row + 0.5) * side_px)
    columns = ((np.arange(_BLOCKS) + 0.5) * side_px).astype(int)
    if y >= luma.shape[0] or columns[-1] >= luma.shape[1]:
        return None
    bits = [int(sample > _THRESHOLD) for sample in luma[y, columns]]
    if (bits[0], bits[1], bits[38], bits[39]) != (1, 0, 1, 0):
        return None
    value = int("".join(map(str, bits[2:34])), 2)
    check = int("".join(map(str, bits[34:38])), 2)
    return value if check == _check_of(value) else None
