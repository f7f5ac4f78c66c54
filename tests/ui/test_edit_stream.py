import pytest
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeLayer
from studio.core.errors import UnavailableError
from studio.core.messages.requests import ApplyEdit, Undo
from studio.core.scene import Box
from studio.ui.edit_stream import EditStream
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def stream(session: Session) -> EditStream:
    return EditStream(session)


def place(x: float) -> ChangeLayer:
    return ChangeLayer("one", "cam", box=Box(x))


def test_what_is_overtaken_is_never_sent_and_the_last_one_is(
    qtbot: QtBot, stream: EditStream, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(stream.settled, timeout=_PATIENCE_MS):
        for step in range(50):
            stream.send(place(step / 100), "drag")
        assert stream.is_busy
    sent = [one for one in studio.asked if isinstance(one, ApplyEdit)]
    assert sent[0].edit == place(0.0)
    assert sent[-1].edit == place(0.49)
    assert len(sent) == 2
    assert stream.overtaken == 48
    assert not stream.is_busy


def test_another_step_to_undo_is_never_lost(
    qtbot: QtBot, stream: EditStream, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(stream.settled, timeout=_PATIENCE_MS):
        for number, key in enumerate(("a", "a", "b")):
            stream.send(place(number / 10), key)
    sent = [one.edit for one in studio.asked if isinstance(one, ApplyEdit)]
    assert place(0.1) in sent
    assert studio.show.scenes[0].layers[2].box.x == 0.2


def test_what_waits_goes_out_before_what_is_asked_next(
    qtbot: QtBot, session: Session, stream: EditStream, studio: FakeStudio
) -> None:
    for step in range(1, 4):
        stream.send(place(step / 10), "drag")
    stream.flush()
    session.ask(Undo())
    qtbot.waitUntil(lambda: Undo() in studio.asked, timeout=_PATIENCE_MS)
    assert [one.edit for one in studio.asked if isinstance(one, ApplyEdit)] == [
        place(0.1),
        place(0.3),
    ]
    assert studio.show.scenes[0].layers[2].box == Box()


def test_a_refusal_is_told_and_the_next_edit_goes_out(
    qtbot: QtBot, stream: EditStream, studio: FakeStudio
) -> None:
    studio.refusal = UnavailableError("not now", "hub")
    with qtbot.waitSignal(stream.settled, timeout=_PATIENCE_MS) as told:
        stream.send(place(0.1), "drag")
    assert told.args == [False]
    studio.refusal = None
    with qtbot.waitSignal(stream.settled, timeout=_PATIENCE_MS) as told:
        stream.send(place(0.2), "drag")
    assert told.args == [True]
