"""Tables of colours for tests, from a formula."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Colours = Callable[[float, float, float], tuple[float, float, float]]


def cube_text(side: int, colours: Colours) -> str:
    """A .cube file of that formula, R, G, B between 0 and 1."""
    steps = [step / (side - 1) for step in range(side)]
    rows = [colours(r, g, b) for b in steps for g in steps for r in steps]
    lines = (" ".join(f"{one:.6f}" for one in row) for row in rows)
    return f"LUT_3D_SIZE {side}\n" + "\n".join(lines) + "\n"


def tiles(colours: Colours) -> npt.NDArray[np.uint8]:
    """A picture of 64 tiles, BGRA, as OBS Studio reads it."""
    picture = np.full((512, 512, 4), 255, np.uint8)
    for down in range(512):
        for across in range(512):
            blue = (down // 64) * 8 + across // 64
            rgb = colours(across % 64 / 63, down % 64 / 63, blue / 63)
            picture[down, across, 2::-1] = [round(255 * one) for one in rgb]
    return picture
