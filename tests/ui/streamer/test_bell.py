"""When it rings, when it stops, and that it is never heard on air."""

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from studio.core.scene import Source, Strip
from studio.core.settings import Settings, UiSettings
from studio.core.sources import SystemSoundSettings
from studio.core.status import RecorderState, RecorderStatus, Severity, ShowState
from studio.ui.health.judge import Reason
from studio.ui.session import Session
from studio.ui.state import ViewState
from studio.ui.streamer.bell import Bell, BellBook, may_sound
from tests.support.small_show import small_show

_WARNING = Reason("w", Severity.WARNING, "a limit is near")
_URGENT = Reason("u", Severity.URGENT, "act now")
_NOTE = Reason("n", Severity.NOTE, "by the way")


def test_a_warning_rings_once_and_a_note_never() -> None:
    book = BellBook()
    assert book.due((_NOTE,), 0.0) is None
    assert book.due((_WARNING, _NOTE), 1.0) is Severity.WARNING
    assert book.due((_WARNING,), 60.0) is None
    assert book.due((), 61.0) is None
    assert book.due((_WARNING,), 62.0) is Severity.WARNING


def test_what_is_urgent_rings_until_it_is_acknowledged() -> None:
    book = BellBook()
    rung = [book.due((_URGENT,), float(second)) for second in range(25)]
    assert [second for second, loud in enumerate(rung) if loud is Severity.URGENT] == [0, 10, 20]
    assert book.waiting == {"u"}
    assert book.acknowledge() == 1
    assert book.acknowledge() == 0
    assert book.due((_URGENT,), 40.0) is None
    other = Reason("other", Severity.URGENT, "and this")
    assert book.due((_URGENT, other), 41.0) is Severity.URGENT
    book.due((), 42.0)
    assert book.due((_URGENT,), 43.0) is Severity.URGENT


def _state(show_state: ShowState, *, is_open: bool = True) -> ViewState:
    show = small_show()
    show = msgspec.structs.replace(
        show,
        sources=(*show.sources, Source("desk", "Desk", SystemSoundSettings())),
        strips=(*show.strips, Strip("desk", is_muted=not is_open)),
    )
    return ViewState(is_connected=True, show=show, state=show_state)


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (_state(ShowState.OFF), True),
        (_state(ShowState.LIVE), False),
        (_state(ShowState.LIVE, is_open=False), True),
        (ViewState(show=small_show(), state=ShowState.LIVE), True),
        (ViewState(settings=Settings(ui=UiSettings(is_alarm_muted=True))), False),
    ],
)
def test_it_is_never_heard_on_air(state: ViewState, may: bool) -> None:
    assert may_sound(state) is may


def test_a_recording_hears_the_computer_too() -> None:
    state = _state(ShowState.OFF)
    recording = ViewState(show=state.show, recorder=RecorderStatus(RecorderState.RECORDING))
    assert not may_sound(recording)


def test_it_plays_and_acknowledges(parent: QWidget, session: Session) -> None:
    bell = Bell(parent, session)
    played: list[bool] = []
    bell.play = played.append
    bell.hear((_URGENT,))
    bell.hear((_URGENT,))
    assert played == [True]
    assert bell.acknowledge() == 1
