import numpy as np
import pytest

from studio.engine.compose.geometry import Rect
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes, new_buffer, planes_of

_SOLID = planes_of(new_buffer(8, 8), 8, 8)
_HOLES = Planes(*(np.ones_like(plane) for plane in _SOLID.all()))


@pytest.mark.parametrize(
    ("patch", "is_opaque"),
    [
        (Patch(Rect(0, 0, 8, 8), _SOLID), True),
        (Patch(Rect(0, 0, 8, 8), _SOLID, opacity=0.5), False),
        (Patch(Rect(0, 0, 8, 8), _SOLID, _HOLES), False),
    ],
)
def test_only_what_hides_all_below_is_opaque(patch: Patch, is_opaque: bool) -> None:
    assert patch.is_opaque is is_opaque
