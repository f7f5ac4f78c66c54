"""The rate of each rendition from those who watch it: the least of them, but for outliers."""

from collections.abc import Sequence

from studio.engine.adapt.bandwidth import median
from studio.engine.adapt.rungs import Rung

_OUTLIER_SHARE = 0.6
_ENOUGH_FOR_OUTLIERS = 3
_SPARE = 0.95


def reasonable(rooms_bps: Sequence[float]) -> list[float]:
    """Without those that are far below the others; of two, both count."""
    if len(rooms_bps) < _ENOUGH_FOR_OUTLIERS:
        return list(rooms_bps)
    least_bps = median(rooms_bps) * _OUTLIER_SHARE
    return [room_bps for room_bps in rooms_bps if room_bps >= least_bps]


def rate_for(rung: Rung, rooms_bps: Sequence[float], floor_bps: int = 0) -> int:
    """Bits per second for a rung whose viewers have that much room for the picture each."""
    counted = reasonable(rooms_bps)
    if not counted:
        return rung.most_bps
    wanted_bps = round(min(counted) * _SPARE)
    return min(rung.most_bps, max(rung.least_bps, floor_bps, wanted_bps))
