"""The shield's button: raised with a look before, lowered at once, and it says how long."""

import time

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ShieldChanged
from studio.core.shield import ShieldProfile, ShieldState
from studio.ui.chat.shield_button import ShieldButton
from studio.ui.chat.shield_dialog import ShieldDialog
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def button(session: Session, theme: Theme, parent: QWidget) -> ShieldButton:
    made = ShieldButton(session, theme, parent)
    made.show()
    return made


def up(minutes: int = 10) -> ShieldState:
    now_ms = time.time_ns() // 1_000_000
    return ShieldState(ShieldProfile.STRICT, now_ms, now_ms + minutes * 60_000, "device-1")


def test_down_it_asks_how_strict_and_up_it_says_how_long(
    qtbot: QtBot, studio: FakeStudio, button: ShieldButton
) -> None:
    button.click()
    (dialog,) = button.window().findChildren(ShieldDialog)
    dialog.close()
    studio.tell(ShieldChanged(up()))
    qtbot.waitUntil(lambda: button.shield is not None, timeout=_PATIENCE_MS)
    assert button.text().startswith(("9:", "10:"))
    assert "Strict" in button.accessibleName()
    button.click()
    qtbot.waitUntil(lambda: ask.LowerShield() in studio.asked, timeout=_PATIENCE_MS)
    studio.tell(ShieldChanged(None))
    qtbot.waitUntil(lambda: button.shield is None, timeout=_PATIENCE_MS)
    assert (button.text(), button.accessibleName()) == ("", "Raise the shield")


def test_what_the_window_learned_is_shown(button: ShieldButton) -> None:
    button.show_shield(up(1))
    assert button.text().startswith(("0:", "1:"))
    button.show_shield(None)
    assert button.text() == ""
