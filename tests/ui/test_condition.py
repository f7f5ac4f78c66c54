"""Which word the show's state has, and why."""

import pytest

from studio.core.status import EngineStats, RecorderState, RecorderStatus, ShowState
from studio.core.targets import TargetState, TargetStatus
from studio.ui import words
from studio.ui.condition import Condition, StandingWatch, standing_of
from studio.ui.state import ViewState


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def _targets(*states: TargetState) -> EngineStats:
    return EngineStats(
        targets=tuple(TargetStatus(f"t{n}", f"Server {n}", state) for n, state in enumerate(states))
    )


@pytest.mark.parametrize("state", list(ShowState))
def test_every_state_of_the_show_has_a_word(state: ShowState) -> None:
    standing = standing_of(ViewState(is_connected=True, state=state))
    assert standing.condition.value == state.value
    assert standing.word.isupper()
    assert (standing.tone == "live") == (state is ShowState.LIVE)


def test_a_server_that_is_away_on_air_is_named() -> None:
    stats = _targets(TargetState.LIVE, TargetState.RECONNECTING)
    standing = standing_of(ViewState(is_connected=True, state=ShowState.LIVE, stats=stats))
    assert standing.condition is Condition.RECONNECTING
    assert standing.reasons == ("Server 1 is away",)
    assert standing.tone == "away"


def test_a_server_away_off_air_is_nobodys_concern() -> None:
    stats = _targets(TargetState.RECONNECTING)
    state = ViewState(is_connected=True, state=ShowState.OFF, stats=stats)
    assert standing_of(state).condition is Condition.OFF


@pytest.mark.parametrize(
    ("state", "expected", "words_in_it"),
    [
        (ViewState(state=ShowState.LIVE), Condition.RECONNECTING, "hub is away"),
        (
            ViewState(is_connected=True, is_engine_lost=True, state=ShowState.PAUSED),
            Condition.RECONNECTING,
            "being started again",
        ),
        (
            ViewState(
                is_connected=True,
                is_engine_lost=True,
                will_engine_return=False,
                state=ShowState.LIVE,
            ),
            Condition.RECONNECTING,
            "restart Hawker",
        ),
        (ViewState(), Condition.CONNECTING, ""),
        (ViewState(is_connected=True, is_engine_lost=True), Condition.RESTARTING, ""),
    ],
)
def test_without_hub_or_engine(state: ViewState, expected: Condition, words_in_it: str) -> None:
    standing = standing_of(state)
    assert standing.condition is expected
    assert words_in_it in " ".join(standing.reasons)


def test_ending_says_what_is_still_finished() -> None:
    finishing = RecorderStatus(RecorderState.FINISHING)
    stats = _targets(TargetState.LIVE, TargetState.OFF)
    state = ViewState(is_connected=True, state=ShowState.ENDING, stats=stats, recorder=finishing)
    standing = standing_of(state)
    assert standing.condition is Condition.ENDING
    assert standing.reasons == ("Server 0 is being told", "The recording is being finished")
    after = ViewState(is_connected=True, state=ShowState.ENDED, recorder=finishing)
    assert standing_of(after).condition is Condition.ENDING


def test_how_long_it_stands_so() -> None:
    watch = StandingWatch()
    live = ViewState(is_connected=True, state=ShowState.LIVE)
    assert watch.look(live, 100.0).condition is Condition.LIVE
    watch.look(live, 130.0)
    assert watch.for_s(131.0) == 31.0
    watch.look(ViewState(state=ShowState.LIVE), 140.0)
    assert watch.for_s(142.0) == 2.0
