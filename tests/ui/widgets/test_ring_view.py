from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.preview_ring import PreviewWriter
from studio.core.status import PreviewInfo
from studio.ui.widgets.ring_view import RingView, fitted

_PATIENCE_MS = 30_000


def test_it_shows_the_ring_and_after_it_the_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "a.ring", 32, 18)
    writer.write(bytes((0, 200, 0, 255)) * (32 * 18))
    view = RingView("Programme", lambda: "waiting")
    qtbot.addWidget(view)
    view.resize(320, 180)
    view.show()
    view.open(PreviewInfo(str(writer.path), 32, 18))
    qtbot.waitUntil(lambda: view.has_picture, timeout=_PATIENCE_MS)
    assert view.grab().toImage().pixelColor(160, 90).green() == 200
    view.open(PreviewInfo())
    assert not view.has_picture
    writer.close()


def test_a_ring_that_is_gone_is_no_fault(qtbot: QtBot) -> None:
    view = RingView("Programme", lambda: "waiting")
    qtbot.addWidget(view)
    view.open(PreviewInfo("/nowhere.ring", 32, 18))
    assert not view.has_picture


def test_a_press_is_told(qtbot: QtBot) -> None:
    view = RingView("Programme", lambda: "waiting")
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.pressed):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton)


def test_the_largest_place_of_a_shape() -> None:
    assert fitted(400, 100, 2.0).getRect() == (100, 0, 200, 100)
    assert fitted(100, 400, 2.0).getRect() == (0, 175, 100, 50)
