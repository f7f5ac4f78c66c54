"""The preview is asked for as large as it is shown."""

from pytestqt.qtbot import QtBot

from studio.core.scene import Canvas
from studio.ui.session import Session
from studio.ui.stage.preview_size import PreviewSize
from studio.ui.theme import Theme
from studio.ui.widgets.picture_view import PictureView
from tests.fakes.fake_connection import FakeStudio


def test_once_it_has_come_to_rest(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    view = PictureView(theme, lambda: "")
    qtbot.addWidget(view)
    view.set_canvas(Canvas(1280, 720, 30))
    size = PreviewSize(session, view)
    view.resize(600, 420)
    view.show()
    view.resize(660, 430)
    qtbot.waitUntil(lambda: studio.sized == [640])
    view.zoom(3)  # nearer: the whole of it is not what is looked at
    qtbot.waitUntil(lambda: not size.is_waiting)
    assert studio.sized == [640]


def test_a_projector_gets_it_as_large_as_it_is_but_never_larger_than_the_canvas(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    view = PictureView(theme, lambda: "")
    qtbot.addWidget(view)
    view.set_canvas(Canvas(1280, 720, 30))
    projected = [1920]
    size = PreviewSize(session, view, lambda: projected[0])
    view.resize(660, 430)
    view.show()
    assert session.show is not None
    whole_px = max(session.show.canvas.width_px, session.show.canvas.height_px)
    qtbot.waitUntil(lambda: studio.sized == [min(1920, whole_px)])
    projected[0] = 0
    size.ask_soon()
    qtbot.waitUntil(lambda: studio.sized[1:] == [640])
