import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.streamer.multiview import Multiview
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def multiview(parent: QWidget, session: Session, theme: Theme, pictures: Pictures) -> Multiview:
    made = Multiview(session, theme, pictures, parent)
    made.show()
    return made


def test_a_click_and_a_number_choose(
    qtbot: QtBot, multiview: Multiview, studio: FakeStudio
) -> None:
    (_, first), (_, second) = multiview.tiles()
    assert not first.intersects(second)
    QTest.mouseClick(multiview, Qt.MouseButton.LeftButton, pos=second.center())
    qtbot.waitUntil(lambda: studio.show.current_scene_id == "two", timeout=_PATIENCE_MS)
    QTest.keyClick(multiview, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: studio.show.current_scene_id == "one", timeout=_PATIENCE_MS)
    assert studio.asked == [ask.SwitchScene("two"), ask.SwitchScene("one")]


def test_many_scenes_fill_the_room(
    qtbot: QtBot, multiview: Multiview, studio: FakeStudio, session: Session
) -> None:
    for _ in range(3):
        multiview.resize(900, 700)
        wide = min(tile.width() for _scene, tile in multiview.tiles())
        assert wide > 900 / (len(multiview.tiles()) + 1)
        assert all(multiview.rect().contains(tile) for _scene, tile in multiview.tiles())


def test_escape_closes(multiview: Multiview) -> None:
    QTest.keyClick(multiview, Qt.Key.Key_Escape)
    assert not multiview.isVisible()
