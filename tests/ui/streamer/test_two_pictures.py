import pytest
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.streamer.two_pictures import TwoPictures
from studio.ui.theme import Theme
from studio.ui.widgets.preview import PreviewView
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def two(qtbot: QtBot, session: Session, theme: Theme, pictures: Pictures) -> TwoPictures:
    hands = PreviewView(theme, lambda: "waiting")
    made = TwoPictures(session, theme, hands, pictures)
    qtbot.addWidget(made)
    made.resize(1000, 520)
    made.show()
    return made


def test_the_programme_alone_until_the_preview_is_on(
    qtbot: QtBot, two: TwoPictures, studio: FakeStudio
) -> None:
    assert not two.programme.isVisible()
    studio.answer(ask.SetPreviewMode())
    studio.answer(ask.PreviewScene("two"))
    qtbot.waitUntil(two.programme.isVisible, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: "Two" in texts_of(two), timeout=_PATIENCE_MS)
    assert {"Preview", "Programme", "One"} <= set(texts_of(two))
    studio.answer(ask.StartShow())
    qtbot.waitUntil(lambda: "On air" in texts_of(two), timeout=_PATIENCE_MS)
    studio.answer(ask.SetPreviewMode(False))
    qtbot.waitUntil(lambda: not two.programme.isVisible(), timeout=_PATIENCE_MS)


def test_they_stand_as_the_room_allows(qtbot: QtBot, two: TwoPictures, studio: FakeStudio) -> None:
    studio.answer(ask.SetPreviewMode())
    qtbot.waitUntil(two.programme.isVisible, timeout=_PATIENCE_MS)
    two.resize(1400, 480)
    qtbot.waitUntil(lambda: two.programme.mapTo(two, two.rect().topLeft()).x() > 600)
    two.resize(640, 900)
    qtbot.waitUntil(lambda: two.programme.mapTo(two, two.rect().topLeft()).y() > 400)
