"""Reads tables of colours: .cube files with curves or a cube, and PNGs of tiles."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from studio.core.errors import BadInputError, UnavailableError
from studio.engine.media import Bytes

_MOST_BYTES = 40_000_000
_MOST_SIDE, _MOST_CURVE = 129, 65_536
_RANGES = {"LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE"}
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class ColourTable:
    """``values`` 0-1 as R, G, B: of shape (n, 3), curves; or (b, g, r, 3), a cube.

    ``lowest`` and ``highest``: which R, G, B the first and the last value stand for.
    """

    values: Floats
    lowest: Floats
    highest: Floats

    @property
    def is_curve(self) -> bool:
        """Whether each colour has a curve of its own."""
        return self.values.ndim == 2


def read_cube(path: str) -> ColourTable:
    """A .cube file. Raises UnavailableError if it cannot be read, BadInputError if it is bad."""
    try:
        data = Path(path).read_bytes() if Path(path).stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        raise UnavailableError(f"the file cannot be read: {error.strerror}", path) from error
    if data is None:
        raise BadInputError(f"the file is larger than {_MOST_BYTES} bytes", path)
    return parse_cube(data.decode("utf-8-sig", "replace"), path)


def parse_cube(text: str, where: str) -> ColourTable:
    """The table in the text of a .cube file (Adobe's Cube LUT Specification 1.0)."""
    said: dict[str, list[str]] = {}
    numbers: list[str] = []
    for line in text.splitlines():
        parts = line.partition("#")[0].split()
        if not parts:
            continue
        if parts[0][0].isalpha():
            said[parts[0].upper()] = parts[1:]
        else:
            numbers += parts
    sides = [name for name in ("LUT_1D_SIZE", "LUT_3D_SIZE") if name in said]
    if len(sides) != 1:
        raise BadInputError(
            "this is not a .cube file: it does not say the size of its table", where
        )
    is_curve = sides[0] == "LUT_1D_SIZE"
    side = _size_of(said[sides[0]], _MOST_CURVE if is_curve else _MOST_SIDE, where)
    count = 3 * (side if is_curve else side**3)
    if len(numbers) != count:
        raise BadInputError(f"the table has {len(numbers)} numbers instead of {count}", where)
    values = _floats(numbers, where)
    lowest, highest = _domain(said, where)
    shape = (side, 3) if is_curve else (side, side, side, 3)
    return ColourTable(values.reshape(shape), lowest, highest)


def table_of_tiles(bgra: Bytes, where: str) -> ColourTable:
    """A square picture of n tiles, each n × n: red across, green down, blue from tile to tile."""
    high, wide = bgra.shape[:2]
    side = round((wide * high) ** (1 / 3))
    row = wide // side if side else 0
    if wide != high or side < 2 or side**3 != wide * high or row * side != wide:
        raise BadInputError(
            f"a picture of {wide} × {high} is no colour table; 512 × 512 is usual", where
        )
    rgb = bgra[:, :, 2::-1].astype(np.float32) / np.float32(255)
    tiles = rgb.reshape(row, side, row, side, 3).transpose(0, 2, 1, 3, 4)
    values = np.ascontiguousarray(tiles.reshape(side, side, side, 3), np.float32)
    return ColourTable(values, np.zeros(3, np.float32), np.ones(3, np.float32))


def _size_of(words: list[str], most: int, where: str) -> int:
    text = words[0] if words else ""
    side = int(text) if text.isdecimal() and len(text) < 7 else 0
    if not 2 <= side <= most:
        raise BadInputError(f"a table of size {text!r}; 2 to {most} are allowed", where)
    return side


def _floats(words: list[str], where: str) -> Floats:
    try:
        values = np.array(words, np.float32)
    except ValueError as error:
        raise BadInputError("there is something in the table that is no number", where) from error
    if not np.isfinite(values).all():
        raise BadInputError("there is something in the table that is no number", where)
    return values


def _domain(said: dict[str, list[str]], where: str) -> tuple[Floats, Floats]:
    lowest, highest = np.zeros(3, np.float32), np.ones(3, np.float32)
    if "DOMAIN_MIN" in said:
        lowest = _floats(said["DOMAIN_MIN"], where)
    if "DOMAIN_MAX" in said:
        highest = _floats(said["DOMAIN_MAX"], where)
    for name in _RANGES & said.keys():
        both = _floats(said[name], where)
        if both.size == 2:
            lowest, highest = np.repeat(both[:1], 3), np.repeat(both[1:], 3)
    if lowest.size != 3 or highest.size != 3 or not (lowest < highest).all():
        raise BadInputError("the range of the table makes no sense", where)
    if not math.isfinite(float((highest - lowest).min())):
        raise BadInputError("the range of the table makes no sense", where)
    return lowest, highest
