"""The one word for how the show stands, derived from what is known, and why it is so."""

import enum
from dataclasses import dataclass

from studio.core.status import RecorderState, ShowState
from studio.core.targets import TargetState
from studio.ui.state import ViewState
from studio.ui.words import tr


class Condition(enum.Enum):
    """How the show stands; each has a word, a shape and a tone of its own."""

    CONNECTING = "connecting"
    RESTARTING = "engine_lost"
    OFF = "off"
    REHEARSAL = "rehearsal"
    STARTING = "starting"
    LIVE = "live"
    PAUSED = "paused"
    RECONNECTING = "reconnecting"
    ENDING = "ending"
    ENDED = "ended"


_OF_STATE = {
    ShowState.OFF: Condition.OFF,
    ShowState.REHEARSAL: Condition.REHEARSAL,
    ShowState.STARTING: Condition.STARTING,
    ShowState.LIVE: Condition.LIVE,
    ShowState.PAUSED: Condition.PAUSED,
    ShowState.ENDING: Condition.ENDING,
    ShowState.ENDED: Condition.ENDED,
}
_TONES = {
    Condition.LIVE: "live",
    Condition.RECONNECTING: "away",
    Condition.REHEARSAL: "rehearsal",
    Condition.OFF: "",
    Condition.ENDED: "",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The condition and a short sentence for each thing that makes it so."""

    condition: Condition
    reasons: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The word, in the person's language."""
        return tr(f"state_{self.condition.value}")

    @property
    def tone(self) -> str:
        """The style sheet's tone: red for live only."""
        return _TONES.get(self.condition, "warn")


def standing_of(state: ViewState) -> Standing:
    """How the show stands now."""
    away = _away(state)
    if state.is_on_air and away:
        return Standing(Condition.RECONNECTING, away)
    if not state.is_connected:
        return Standing(Condition.CONNECTING)
    if state.is_engine_lost:
        return Standing(Condition.RESTARTING)
    is_finishing = state.recorder.state is RecorderState.FINISHING
    if state.state is ShowState.ENDING or (state.state is ShowState.ENDED and is_finishing):
        return Standing(Condition.ENDING, _unfinished(state))
    return Standing(_OF_STATE[state.state])


def _away(state: ViewState) -> tuple[str, ...]:
    """What does not get the show at this moment and is being brought back."""
    if not state.is_connected:
        return (tr("away_hub"),)
    if state.is_engine_lost:
        return (tr("away_engine") if state.will_engine_return else tr("away_for_good"),)
    return tuple(
        tr("away_target", name=target.name)
        for target in state.stats.targets
        if target.state is TargetState.RECONNECTING
    )


def _unfinished(state: ViewState) -> tuple[str, ...]:
    """What is still being brought to its end."""
    left = [
        tr("ending_target", name=target.name)
        for target in state.stats.targets
        if target.state in (TargetState.LIVE, TargetState.CONNECTING, TargetState.RECONNECTING)
    ]
    if state.recorder.state is RecorderState.FINISHING:
        left.append(tr("ending_recording"))
    return tuple(left)


class StandingWatch:
    """Remembers since when the show stands as it does; time in seconds comes as an argument."""

    def __init__(self) -> None:
        self.standing = Standing(Condition.CONNECTING)
        self._since_s = 0.0

    def look(self, state: ViewState, now_s: float) -> Standing:
        """How it stands now."""
        standing = standing_of(state)
        if standing.condition is not self.standing.condition:
            self._since_s = now_s
        self.standing = standing
        return standing

    def for_s(self, now_s: float) -> float:
        """How long it has stood so."""
        return max(0.0, now_s - self._since_s)
