import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.messages.events import Event, ShowStateChanged
from studio.core.status import ShowState
from studio.engine.on_air import OnAir
from tests.fakes.virtual_clock import VirtualClock

_NOW_MS = 1_700_000_000_000


class _Encoders:
    """Remembers who holds it; refuses while it is broken."""

    def __init__(self) -> None:
        self.holders: set[str] = set()
        self.is_broken = False

    def hold(self, name: str) -> None:
        if self.is_broken:
            raise UnavailableError("no encoder works here")
        self.holders.add(name)

    def release(self, name: str) -> None:
        self.holders.discard(name)


class _Studio:
    """A show's states with what they do to the rest."""

    def __init__(self) -> None:
        self.encoders = _Encoders()
        self.told: list[Event] = []
        self.viewers_ended = 0
        self.outputs_begun = 0
        self.on_air = OnAir(
            *(VirtualClock(), self.encoders, self._begin, self._end_viewers, self.told.append)
        )

    def _begin(self) -> None:
        assert self.encoders.holders, "packets come before anybody is sent to"
        self.outputs_begun += 1

    def _end_viewers(self) -> None:
        assert self.encoders.holders, "viewers are told while packets still come"
        self.viewers_ended += 1

    def states(self) -> list[ShowState]:
        """What was told, in order."""
        return [event.state for event in self.told if isinstance(event, ShowStateChanged)]


def test_a_show_goes_live_is_paused_goes_on_and_ends() -> None:
    studio = _Studio()
    studio.on_air.start(is_rehearsal=False)
    assert studio.encoders.holders == {"show"}
    assert studio.on_air.started_wall_ms == _NOW_MS
    studio.on_air.pause(True)
    assert studio.on_air.is_paused
    assert studio.on_air.has_viewers
    studio.on_air.pause(False)
    studio.on_air.end()
    assert studio.encoders.holders == set()
    assert studio.viewers_ended == 1
    assert studio.states() == [
        *(ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED, ShowState.LIVE),
        *(ShowState.ENDING, ShowState.ENDED),
    ]


def test_a_rehearsal_runs_unseen_and_may_become_the_show() -> None:
    studio = _Studio()
    studio.on_air.start(is_rehearsal=True)
    assert studio.on_air.is_running
    assert not studio.on_air.has_viewers
    studio.on_air.start(is_rehearsal=False)
    assert studio.on_air.state is ShowState.LIVE


def test_a_rehearsal_that_nobody_saw_ends_in_silence() -> None:
    studio = _Studio()
    studio.on_air.start(is_rehearsal=True)
    studio.on_air.end()
    assert studio.on_air.state is ShowState.OFF


def test_a_show_that_is_taken_up_again_keeps_its_beginning() -> None:
    studio = _Studio()
    studio.on_air.start(is_rehearsal=False, started_wall_ms=1234)
    assert studio.on_air.started_wall_ms == 1234


def test_steps_that_make_no_sense_are_refused_and_change_nothing() -> None:
    studio = _Studio()
    with pytest.raises(BadInputError, match="PauseShow"):
        studio.on_air.pause(True)
    with pytest.raises(BadInputError, match="EndShow"):
        studio.on_air.end()
    studio.on_air.start(is_rehearsal=True)
    with pytest.raises(BadInputError, match="rehearsal runs already"):
        studio.on_air.start(is_rehearsal=True)
    studio.on_air.start(is_rehearsal=False)
    with pytest.raises(BadInputError, match="live already"):
        studio.on_air.start(is_rehearsal=False)
    assert studio.on_air.state is ShowState.LIVE


def test_without_an_encoder_the_show_is_off_again() -> None:
    studio = _Studio()
    studio.encoders.is_broken = True
    with pytest.raises(UnavailableError, match="no encoder"):
        studio.on_air.start(is_rehearsal=False)
    assert studio.states() == [ShowState.STARTING, ShowState.OFF]
    studio.encoders.is_broken = False
    studio.on_air.start(is_rehearsal=False)
    assert studio.on_air.state is ShowState.LIVE


def test_a_second_show_may_follow_the_first() -> None:
    studio = _Studio()
    for _ in range(2):
        studio.on_air.start(is_rehearsal=False)
        studio.on_air.end()
    assert studio.on_air.state is ShowState.ENDED


def test_servers_are_sent_to_when_it_is_live_and_not_in_a_rehearsal() -> None:
    studio = _Studio()
    studio.on_air.start(is_rehearsal=True)
    assert studio.outputs_begun == 0
    studio.on_air.start(is_rehearsal=False)
    assert studio.outputs_begun == 1
