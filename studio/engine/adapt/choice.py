"""Which rung of the ladder a viewer gets: down at once, up when the line has shown that it can."""

from dataclasses import dataclass, replace

from studio.engine.adapt.rungs import Rung

# Besides the picture: sound, headers, and what is sent a second time.
SOUND_BPS = 140_000
_OVERHEAD = 1.06
_SPARE_TO_CLIMB = 1.1
_LATE_MS = 350.0
_FIRST_CALM_S = 1.0
_LONGEST_CALM_S = 16.0
_CLIMB_FAILED_WITHIN_S = 6.0


@dataclass(frozen=True, slots=True)
class LineNow:
    """What is known of a viewer's line. ``estimate_bps`` 0: nobody said.

    ``loss`` 0-1; ``waiting_ms``: how old the oldest picture is that waits to be sent.
    """

    now_s: float
    estimate_bps: int = 0
    loss: float = 0.0
    round_trip_ms: float = 0.0
    waiting_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The rung now, by its number, and what the next decision depends on."""

    number: int = 0
    changed_s: float = -1e9
    climbed_s: float = -1e9
    fits_since_s: float | None = None
    calm_s: float = _FIRST_CALM_S


def room_for_picture(line: LineNow) -> float:
    """What the line leaves for the picture, in bits per second; loss is sent a second time."""
    carried_bps = line.estimate_bps / _OVERHEAD * (1 - min(0.5, line.loss))
    return max(0.0, carried_bps - SOUND_BPS)


def decide(choice: Choice, line: LineNow, ladder: tuple[Rung, ...]) -> Choice:
    """The rung from now on. ``ladder`` is best first and has at least one rung."""
    numbers = [rung.number for rung in ladder]
    if choice.number not in numbers:  # it is made no more: the next lower one that is
        below = [number for number in numbers if number > choice.number]
        kept = below[0] if below else numbers[-1]
        choice = replace(choice, number=kept, changed_s=line.now_s, fits_since_s=None)
    if not line.estimate_bps:
        return choice
    room_bps = room_for_picture(line)
    place = numbers.index(choice.number)
    fitting = next((at for at, rung in enumerate(ladder) if rung.least_bps <= room_bps), None)
    wanted = len(ladder) - 1 if fitting is None else fitting
    if wanted > place:
        return _lowered(choice, numbers[wanted], line.now_s)
    if line.waiting_ms > _LATE_MS and place + 1 < len(numbers):
        if line.now_s - choice.changed_s < 1.0:
            return choice
        return _lowered(choice, numbers[place + 1], line.now_s)
    better = [at for at in range(place) if ladder[at].least_bps * _SPARE_TO_CLIMB <= room_bps]
    if not better or line.waiting_ms > _LATE_MS / 2:
        return replace(choice, fits_since_s=None)
    if choice.fits_since_s is None:
        return replace(choice, fits_since_s=line.now_s)
    if line.now_s - choice.fits_since_s < choice.calm_s:
        return choice
    return replace(
        choice,
        number=numbers[better[0]],
        changed_s=line.now_s,
        climbed_s=line.now_s,
        fits_since_s=None,
    )


def _lowered(choice: Choice, number: int, now_s: float) -> Choice:
    """A climb that is taken back soon doubles the calm that the next one waits for."""
    did_fail = now_s - choice.climbed_s < _CLIMB_FAILED_WITHIN_S
    calm_s = min(_LONGEST_CALM_S, choice.calm_s * 2) if did_fail else _FIRST_CALM_S
    return replace(
        choice,
        number=number,
        changed_s=now_s,
        climbed_s=-1e9,
        fits_since_s=None,
        calm_s=calm_s,
    )
