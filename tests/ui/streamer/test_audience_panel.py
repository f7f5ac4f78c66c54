import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.core.messages.events import EngineConnected, ShowStateChanged, StatsReported
from studio.core.status import EngineStats, ShowState, ViewerStatus
from studio.ui.session import Session
from studio.ui.streamer.audience_panel import AudiencePanel
from studio.ui.theme import Theme
from studio.ui.widgets.qr import QrView
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> AudiencePanel:
    made = AudiencePanel(session, theme)
    qtbot.addWidget(made)
    made.resize(320, 320)
    made.show()
    made.refresh()
    return made


def test_an_address_for_this_computer_only_has_no_picture_and_says_so(
    panel: AudiencePanel,
) -> None:
    assert panel.address.text() == "http://127.0.0.1:8480/"
    assert not child(panel, QrView).isVisible()
    assert any("Only this computer" in text for text in texts_of(panel))


def test_an_address_of_the_network_is_a_picture_for_phones(
    qtbot: QtBot, panel: AudiencePanel, studio: FakeStudio
) -> None:
    studio.viewer_url = "http://192.168.1.20:8480/"
    studio.tell(EngineConnected())
    qtbot.waitUntil(lambda: child(panel, QrView).isVisible(), timeout=_PATIENCE_MS)
    assert child(panel, QrView).accessibleName() == studio.viewer_url
    assert any("Point a phone" in text for text in texts_of(panel))


def test_copying(panel: AudiencePanel) -> None:
    copy = child(panel, QPushButton, "Copy")
    copy.click()
    assert QGuiApplication.clipboard().text() == "http://127.0.0.1:8480/"
    assert copy.text() == "Copied"


def test_who_watches(qtbot: QtBot, panel: AudiencePanel, studio: FakeStudio) -> None:
    assert any("has not begun" in text for text in texts_of(panel))
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    studio.tell(StatsReported(EngineStats(viewers=(ViewerStatus("a"),))))
    qtbot.waitUntil(lambda: "1 watching" in texts_of(panel), timeout=_PATIENCE_MS)
