import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import RenewObsPassword
from studio.core.messages.results import ObsRemote
from studio.core.settings import ObsSettings
from studio.ui.session import Session
from studio.ui.streamer.remotes_page import RemotesPage
from studio.ui.streamer.settings_dialog import SettingsDialog
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, cut_words

_PATIENCE_MS = 30_000


@pytest.fixture
def dialog(parent: QWidget, session: Session) -> SettingsDialog:
    made = SettingsDialog(parent, session)
    made.show()
    tabs = child(made, QTabWidget)
    tabs.setCurrentIndex(tabs.indexOf(made.remotes))
    return made


def test_it_is_off_and_the_password_is_hidden_until_it_is_shown(
    qtbot: QtBot, dialog: SettingsDialog
) -> None:
    page = dialog.remotes
    assert not page.is_on.isChecked()
    qtbot.waitUntil(lambda: page.password.text() == "a password", timeout=_PATIENCE_MS)
    assert page.password.echoMode() is QLineEdit.EchoMode.Password
    assert page.who.text() == "Nobody can connect: it is turned off."
    page.reveal.click()
    assert page.password.echoMode() is QLineEdit.EchoMode.Normal
    assert page.reveal.text() == "Hide"


def test_it_is_turned_on_by_saving(
    qtbot: QtBot, dialog: SettingsDialog, studio: FakeStudio
) -> None:
    page = dialog.remotes
    page.is_on.setChecked(True)
    page.port.setValue(4466)
    page.pages.setChecked(True)
    page.reach.setCurrentIndex(1)
    assert "nothing of this is encrypted" in page.note.text()
    child(dialog, QPushButton, "Save").click()
    wanted = ObsSettings(True, "0.0.0.0", 4466, allows_pages=True)
    qtbot.waitUntil(lambda: studio.settings.obs == wanted, timeout=_PATIENCE_MS)


def test_the_password_is_copied_and_renewed(
    qtbot: QtBot, dialog: SettingsDialog, studio: FakeStudio
) -> None:
    page = dialog.remotes
    qtbot.waitUntil(lambda: page.renew_button.isEnabled(), timeout=_PATIENCE_MS)
    child(page, QPushButton, "Copy").click()
    assert QGuiApplication.clipboard().text() == "a password"
    page.renew_button.click()
    qtbot.waitUntil(lambda: page.password.text() == "another password", timeout=_PATIENCE_MS)
    assert RenewObsPassword() in studio.asked
    assert child(page, QPushButton, "Copy") is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_listening": True}, "Nobody yet"),
        (
            {"is_listening": True, "remotes": (ObsRemote("10.0.0.7", "Deck/1 (x)", 130.0),)},
            "Deck/1, from 10.0.0.7, for 2 min",
        ),
        (
            {"is_listening": True, "remotes": (ObsRemote("10.0.0.7"),)},
            "A remote control, from 10.0.0.7, for 0 min",
        ),
        (
            {"reason": "Remote controls cannot connect: the port 4455 is taken"},
            "Remote controls cannot connect: the port 4455 is taken",
        ),
    ],
)
def test_who_is_there_is_said(
    qtbot: QtBot,
    parent: QWidget,
    session: Session,
    studio: FakeStudio,
    changes: dict[str, object],
    words: str,
) -> None:
    studio.obs = msgspec.structs.replace(studio.obs, **changes)
    page = RemotesPage(session, ObsSettings(True))
    page.setParent(parent)
    page.show()
    qtbot.waitUntil(lambda: page.who.text() == words, timeout=_PATIENCE_MS)
    assert page.wanted() == ObsSettings(True)
    page.hide()


def test_nothing_is_cut(qtbot: QtBot, dialog: SettingsDialog) -> None:
    assert cut_words(dialog) == []
