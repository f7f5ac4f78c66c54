"""The ladder of renditions: what may be made of a programme, best first, and what each costs."""

from dataclasses import dataclass

from studio.core.scene import Canvas

_LEAST_HEIGHT_PX = 240  # below it no price can be read
_LOWEST_BPS = 120_000


@dataclass(frozen=True, slots=True)
class Rung:
    """One rendition. ``number`` counts from 0, the programme itself.

    ``rate_divisor`` 2: every second picture. ``least_bps`` and ``most_bps``: between what its
    encoder's rate may follow those who watch it.
    """

    number: int
    width_px: int
    height_px: int
    rate_divisor: int
    least_bps: int
    most_bps: int

    @property
    def cost(self) -> float:
        """Pixels a second against others' of the same programme."""
        return self.width_px * self.height_px / self.rate_divisor


# Frame rate goes first, then size, then what is left of both: shares of (side, rate, bits).
_SHAPES = ((1.0, 1, 1.0), (1.0, 2, 0.6), (0.5, 1, 0.4), (1 / 3, 2, 0.14))
# Which are made when so many besides the programme can be afforded.
_CHOSEN = ((0,), (0, 2), (0, 1, 2), (0, 1, 2, 3))
MOST_EXTRA = len(_CHOSEN) - 1


def ladder_of(canvas: Canvas, bitrate_bps: int, extra_count: int) -> tuple[Rung, ...]:
    """The rungs, best first; a lower one begins where the one above it ends.

    The programme's own rung keeps its rate as long as there is another.
    """
    numbers = _CHOSEN[max(0, min(extra_count, MOST_EXTRA))]
    made: list[Rung] = []
    for place, number in enumerate(numbers):
        most_bps = _most_bps(number, bitrate_bps)
        is_last = place == len(numbers) - 1
        least_bps = max(_LOWEST_BPS, _most_bps(3, bitrate_bps) // 2)
        if not is_last:
            least_bps = _most_bps(numbers[place + 1], bitrate_bps)
        if number == 0 and not is_last:
            least_bps = most_bps
        made.append(_rung(canvas, number, min(least_bps, most_bps), most_bps))
    return tuple(made)


def _rung(canvas: Canvas, number: int, least_bps: int, most_bps: int) -> Rung:
    share, rate_divisor, _bits = _SHAPES[number]
    shorter_px = min(canvas.width_px, canvas.height_px)
    share = min(1.0, max(share, _LEAST_HEIGHT_PX / shorter_px))
    width_px, height_px = (round(side * share / 2) * 2 for side in _sides(canvas))
    divisor = rate_divisor if canvas.rate_hz // rate_divisor >= 10 else 1
    return Rung(number, max(2, width_px), max(2, height_px), divisor, least_bps, most_bps)


def _most_bps(number: int, bitrate_bps: int) -> int:
    return min(bitrate_bps, max(_LOWEST_BPS, round(bitrate_bps * _SHAPES[number][2])))


def _sides(canvas: Canvas) -> tuple[int, int]:
    return canvas.width_px, canvas.height_px
