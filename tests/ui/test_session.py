import msgspec
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeCanvas, RenameShow
from studio.core.errors import UnavailableError
from studio.core.messages.events import EngineConnected, MetersReported
from studio.core.messages.requests import ApplyEdit, StartShow
from studio.core.scene import Canvas
from studio.core.status import Meter, PreviewInfo, ShowState
from studio.ui.bridge import Bridge
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_it_knows_the_show_when_it_is_ready(session: Session, studio: FakeStudio) -> None:
    assert session.show == studio.show
    assert session.scene == studio.show.scenes[0]
    assert session.state.is_connected


def test_one_that_comes_after_the_connection_knows_the_show_too(
    qtbot: QtBot, studio: FakeStudio
) -> None:
    bridge = Bridge(studio.make)
    with qtbot.waitSignal(bridge.connected_changed, timeout=_PATIENCE_MS):
        bridge.start()
    late = Session(bridge)
    qtbot.waitUntil(lambda: late.show == studio.show, timeout=_PATIENCE_MS)
    bridge.stop()


def test_an_edit_comes_back_as_an_event(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(RenameShow("Evening"), "name")
    assert studio.asked == [ApplyEdit(RenameShow("Evening"), "name")]
    assert session.show is not None
    assert session.show.name == "Evening"
    assert session.state.undo_name == "Rename show"


def test_what_goes_wrong_is_said_once(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    studio.refusal = UnavailableError("the disk is full", "/videos")
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS) as failed:
        session.ask(StartShow())
    assert failed.args == ["The disk is full"]
    assert session.state.state is ShowState.OFF


def test_levels_come_without_a_redraw_of_everything(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    changes: list[None] = []
    session.changed.connect(lambda: changes.append(None))
    with qtbot.waitSignal(session.metered, timeout=_PATIENCE_MS):
        studio.tell(MetersReported((Meter("master", -9.0),)))
    assert session.state.meters[0].peak_db == -9.0
    assert changes == []


def test_while_the_hub_is_away_the_show_stays_in_view(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(session.changed, timeout=_PATIENCE_MS):
        studio.set_connected(False)
    assert not session.state.is_connected
    assert session.show == studio.show
    studio.history.apply(RenameShow("Meanwhile"))
    studio.set_connected(True)
    qtbot.waitUntil(lambda: session.state.is_connected, timeout=_PATIENCE_MS)
    assert session.show is not None
    assert session.show.name == "Meanwhile"


def test_another_preview_is_told(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    studio.preview = PreviewInfo("/run/other.ring", 8, 8)
    with qtbot.waitSignal(session.preview_changed, timeout=_PATIENCE_MS):
        studio.tell(EngineConnected())
    assert session.state.preview.path == "/run/other.ring"


def test_another_canvas_brings_another_preview(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    studio.preview = PreviewInfo("/run/upright.ring", 8, 8)
    assert session.show is not None
    upright = msgspec.structs.replace(session.show.canvas, width_px=720, height_px=1280)
    with qtbot.waitSignal(session.preview_changed, timeout=_PATIENCE_MS):
        session.edit(ChangeCanvas(upright))
    assert session.show.canvas == upright == Canvas(720, 1280)
