import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import SetSettings, SetStorePassword
from studio.core.settings import StoreSettings
from studio.ui.session import Session
from studio.ui.streamer.settings_dialog import SettingsDialog
from studio.ui.streamer.store_page import StorePage
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> StorePage:
    made = StorePage(session, StoreSettings())
    qtbot.addWidget(made)
    return made


def test_an_address_that_cannot_be_one_is_said(page: StorePage) -> None:
    assert page.wanted() == StoreSettings()
    assert page.trouble == ""
    page.address.setText("mysql://a/b")
    assert "postgresql://" in page.note.text()
    assert page.note.property("tone") == "warning"
    page.address.setText("postgresql://anna:word@db/chat")
    assert "field" in page.trouble
    page.address.setText(" postgresql://anna@db/chat ")
    assert page.trouble == ""
    assert page.wanted().url == "postgresql://anna@db/chat"


def test_the_dialog_keeps_both_and_does_not_close_over_a_fault(
    qtbot: QtBot, studio: FakeStudio, session: Session, parent: QWidget
) -> None:
    dialog = SettingsDialog(parent, session)
    dialog.show()
    dialog.store.address.setText("nowhere")
    dialog.store.password.setText("word")
    dialog._save()
    assert dialog.isVisible()
    assert dialog.store.isVisible(), "it turned to the page with the fault"
    dialog.store.address.setText("postgresql://anna@db/chat")
    dialog._save()
    qtbot.waitUntil(lambda: len(studio.asked) == 2, timeout=_PATIENCE_MS)
    settings, password = studio.asked
    assert isinstance(settings, SetSettings)
    assert settings.settings.store.url == "postgresql://anna@db/chat"
    assert password == SetStorePassword("word")
