from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.preview_ring import PreviewWriter
from studio.core.status import PreviewInfo
from studio.ui.session import Session
from studio.ui.streamer.projector import Projector
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_it_fills_a_display_with_the_programme_until_escape(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio, tmp_path: Path
) -> None:
    writer = PreviewWriter(tmp_path / "a.ring", 32, 18)
    writer.write(bytes((0, 200, 0, 255)) * (32 * 18))
    projector = Projector(session, parent)
    projector.fill(parent.screen())
    assert projector.isFullScreen()
    projector.view.open(PreviewInfo(str(writer.path), 32, 18))
    qtbot.waitUntil(lambda: projector.view.has_picture, timeout=_PATIENCE_MS)
    QTest.keyClick(projector, Qt.Key.Key_Escape)
    assert not projector.isVisible()
    writer.close()
