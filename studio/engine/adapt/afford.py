"""How many renditions besides the programme this machine can encode, from measured times."""

from dataclasses import dataclass, replace

_USABLE_SHARE = 0.75  # of all cores: the rest is for composing, sound and everybody else
_FIRST_HOLD_S = 5.0
_LONGEST_HOLD_S = 160.0
_STEP_FAILED_WITHIN_S = 20.0
_SETTLE_S = 2.0


@dataclass(frozen=True, slots=True)
class MachineLoad:
    """One look, about every second.

    ``busy_cores``: what composing and all encoders that run take together, in cores.
    ``next_cores``: what the next rendition would take besides. ``skipped``: pictures that no
    encoder had time for since the last look.
    """

    now_s: float
    cores: int
    busy_cores: float
    next_cores: float
    skipped: int = 0

    @property
    def has_room(self) -> bool:
        """Whether one more would fit."""
        usable = self.cores * _USABLE_SHARE
        return self.skipped == 0 and self.busy_cores + self.next_cores <= usable


@dataclass(frozen=True, slots=True)
class Afforded:
    """How many, and what the next decision depends on."""

    extra_count: int = 0
    most: int = 3
    changed_s: float = -1e9
    raised_s: float = -1e9
    calm_since_s: float | None = None
    hold_s: float = 0.0


def decide(state: Afforded, load: MachineLoad) -> Afforded:
    """One less as soon as pictures are skipped; one more after a time of calm.

    The first one needs no wait. A step up that had to be taken back soon doubles the next wait.
    """
    if load.now_s - state.changed_s < _SETTLE_S:
        return replace(state, calm_since_s=None)
    if load.skipped > 0 and state.extra_count > 0:
        did_fail = load.now_s - state.raised_s < _STEP_FAILED_WITHIN_S
        longer_s = min(_LONGEST_HOLD_S, max(_FIRST_HOLD_S, state.hold_s * 2))
        hold_s = longer_s if did_fail else _FIRST_HOLD_S
        lowered = replace(state, extra_count=state.extra_count - 1, changed_s=load.now_s)
        return replace(lowered, calm_since_s=None, hold_s=hold_s)
    if not load.has_room or state.extra_count >= state.most:
        return replace(state, calm_since_s=None)
    if state.calm_since_s is None:
        state = replace(state, calm_since_s=load.now_s)
    assert state.calm_since_s is not None  # noqa: S101 - set just now
    if load.now_s - state.calm_since_s < state.hold_s:
        return state
    raised = replace(state, extra_count=state.extra_count + 1, changed_s=load.now_s)
    return replace(raised, raised_s=load.now_s, calm_since_s=None)
