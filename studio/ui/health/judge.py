"""Decides which sentence stands in the health bar: the loudest first, and nothing flickers.

Contributors say what is wrong at this moment. A reason is shown when it has held for two
seconds and leaves when it has been gone for four; what the studio itself raised as an alarm is
shown and goes at once. Everything is a value: memory in, memory out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from studio.core.status import Severity
from studio.ui.state import ViewState

_ENTER_S = 2.0
_LEAVE_S = 4.0
_RECENT_S = 10.0
_MOST_SAMPLES = 60
_ORDER = {Severity.URGENT: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is wrong: what and why in words, and what to do. The same id replaces."""

    id: str
    severity: Severity
    text: str
    advice: str = ""
    is_at_once: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """Counts at a moment."""

    at_s: float
    rendered: int
    skipped: int
    sound_db: float


@dataclass(frozen=True, slots=True)
class Look:
    """What a contributor sees. ``shown``: ids in the bar now, which leave at lower limits."""

    state: ViewState
    now_s: float
    shown: frozenset[str]
    recent: tuple[Sample, ...]

    @property
    def recent_skipped(self) -> tuple[int, int]:
        """Pictures skipped and made in the last ten seconds."""
        if len(self.recent) < 2:
            return 0, 0
        first, last = self.recent[0], self.recent[-1]
        return max(0, last.skipped - first.skipped), max(0, last.rendered - first.rendered)


Contributor = Callable[[Look], Iterable[Reason]]


@dataclass(frozen=True, slots=True)
class _Held:
    reason: Reason
    first_s: float
    last_s: float
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of every reason; `shown` gives what a person reads."""

    held: tuple[_Held, ...] = ()
    recent: tuple[Sample, ...] = ()

    @property
    def shown(self) -> tuple[Reason, ...]:
        """The loudest first; of two that are as loud the older one."""
        ordered = sorted(
            (one for one in self.held if one.is_shown),
            key=lambda one: (_ORDER[one.reason.severity], one.first_s),
        )
        return tuple(one.reason for one in ordered)


def judged(
    before: Judgement, state: ViewState, now_s: float, contributors: Iterable[Contributor]
) -> Judgement:
    """The next judgement."""
    recent = _sampled(before.recent, state, now_s)
    look = Look(state, now_s, frozenset(one.id for one in before.shown), recent)
    now: dict[str, Reason] = {}
    for contribute in contributors:
        for reason in contribute(look):
            now.setdefault(reason.id, reason)
    held: list[_Held] = []
    known = {one.reason.id: one for one in before.held}
    for reason_id, reason in now.items():
        old = known.pop(reason_id, None)
        first_s = old.first_s if old is not None else now_s
        is_old = old is not None and old.is_shown
        is_shown = is_old or reason.is_at_once or now_s - first_s >= _ENTER_S
        held.append(_Held(reason, first_s, now_s, is_shown))
    for old in known.values():
        is_fresh = now_s - old.last_s < _LEAVE_S
        if old.is_shown and is_fresh and not old.reason.is_at_once:
            held.append(old)
    return replace(before, held=tuple(held), recent=recent)


def _sampled(recent: tuple[Sample, ...], state: ViewState, now_s: float) -> tuple[Sample, ...]:
    frames = state.stats.frames
    loudest_db = max((one.peak_db for one in state.meters), default=-120.0)
    newest = Sample(now_s, frames.rendered, frames.skipped, loudest_db)
    if recent and frames.rendered < recent[-1].rendered:  # the counts began anew
        return (newest,)
    if recent and now_s - recent[-1].at_s < _RECENT_S / _MOST_SAMPLES:
        return recent
    return (*(one for one in recent if now_s - one.at_s <= _RECENT_S), newest)
