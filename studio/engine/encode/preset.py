"""Which x264 preset this machine can afford now: decided from measured times, doing nothing."""

from dataclasses import dataclass, replace

from studio.core.errors import BadInputError
from studio.core.settings import PRESETS

DEFAULT_PRESET = "veryfast"

_OVERLOAD = 0.7  # of the frame interval, 90th percentile
_CALM = 0.6  # what the next slower preset may be expected to need
_COST_OF_A_STEP = 2.0  # measured between neighbours: 1.4 to 1.9
_SETTLE_S = 1.0
_FIRST_HOLD_S = 10.0
_LONGEST_HOLD_S = 160.0
_CLIMB_FAILED_WITHIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """What was measured since the last decision (about a second)."""

    now_s: float
    p90_ms: float
    interval_ms: float
    dropped: int

    @property
    def is_over(self) -> bool:
        """Whether frames come late, or soon will."""
        return self.dropped > 0 or self.p90_ms > _OVERLOAD * self.interval_ms

    @property
    def has_room(self) -> bool:
        """Whether the next slower preset would most likely do."""
        return self.dropped == 0 and self.p90_ms * _COST_OF_A_STEP < _CALM * self.interval_ms


@dataclass(frozen=True, slots=True)
class PresetState:
    """The preset now (``ladder[level]``) and what the next decision depends on."""

    ladder: tuple[str, ...]
    level: int = 0
    changed_s: float = 0.0
    calm_since_s: float | None = None
    climbed_s: float | None = None
    hold_s: float = _FIRST_HOLD_S

    @property
    def preset(self) -> str:
        """The preset to encode with."""
        return self.ladder[self.level]

    @property
    def is_fastest(self) -> bool:
        """Whether nothing cheaper is left."""
        return self.level == len(self.ladder) - 1


def first_state(wanted: str, now_s: float) -> PresetState:
    """Start with the preset asked for, which is the best that is ever used.

    Raises BadInputError for one that is not in PRESETS.
    """
    name = wanted or DEFAULT_PRESET
    if name not in PRESETS:
        raise BadInputError(
            f"there is no preset {wanted!r}; known: {', '.join(PRESETS)}", "video.preset"
        )
    return PresetState(ladder=PRESETS[PRESETS.index(name) :], changed_s=now_s)


def decide(state: PresetState, load: Load) -> PresetState:
    """One step down as soon as frames come late; one up after a time of calm.

    A climb that had to be taken back soon doubles the calm asked for before the next.
    """
    if load.now_s - state.changed_s < _SETTLE_S:
        return replace(state, calm_since_s=None)
    if load.is_over:
        return _lower(state, load.now_s)
    if not load.has_room or state.level == 0:
        return replace(state, calm_since_s=None)
    if state.calm_since_s is None:
        return replace(state, calm_since_s=load.now_s)
    if load.now_s - state.calm_since_s < state.hold_s:
        return state
    return replace(
        state,
        level=state.level - 1,
        changed_s=load.now_s,
        climbed_s=load.now_s,
        calm_since_s=None,
    )


def _lower(state: PresetState, now_s: float) -> PresetState:
    if state.is_fastest:
        return replace(state, calm_since_s=None)
    is_taken_back = state.climbed_s is not None and now_s - state.climbed_s < _CLIMB_FAILED_WITHIN_S
    return replace(
        state,
        level=state.level + 1,
        changed_s=now_s,
        calm_since_s=None,
        climbed_s=None,
        hold_s=min(_LONGEST_HOLD_S, state.hold_s * 2) if is_taken_back else _FIRST_HOLD_S,
    )
