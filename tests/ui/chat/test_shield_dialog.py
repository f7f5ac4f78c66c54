"""Before the shield is raised it says what it would have done."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.results import ShieldPreview
from studio.core.messages.rules_results import ShieldExample
from studio.core.shield import ShieldProfile
from studio.ui.chat.shield_dialog import ShieldDialog
from studio.ui.session import Session
from studio.ui.words import LANGUAGES, speaking
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.widgets import cut_words

_PATIENCE_MS = 30_000
TOLD = ShieldPreview(
    looked=40,
    held=3,
    dropped=1,
    refused=2,
    examples=(
        ShieldExample(room_message(1, "加微信"), "held", "Contact bait"),
        ShieldExample(room_message(2, "hello"), "refused", "slow"),
    ),
)


def test_each_profile_is_foreseen_and_the_chosen_one_is_raised(
    qtbot: QtBot, studio: FakeStudio, session: Session, parent: QWidget
) -> None:
    studio.results[ask.PreviewShield] = TOLD
    made = ShieldDialog(session, parent)
    made.open()
    qtbot.waitUntil(lambda: made.examples.count() == 2, timeout=_PATIENCE_MS)
    assert made.preview.text() == (
        "Of the last 5 minutes (40 messages): 3 would wait, 3 would not be seen."
    )
    assert made.examples.item(0).text() == "waits · Anna: 加微信 (Contact bait)"
    assert made.examples.item(1).text() == "refused · Anna: hello (slow mode)"
    made.profiles[ShieldProfile.ALL_HELD].setChecked(True)
    wanted = ask.PreviewShield(ShieldProfile.ALL_HELD, 5)
    qtbot.waitUntil(lambda: wanted in studio.asked, timeout=_PATIENCE_MS)
    made.minutes.setCurrentIndex(made.minutes.findData(30))
    made.accept_button.click()
    raised = ask.RaiseShield(ShieldProfile.ALL_HELD, 30)
    qtbot.waitUntil(lambda: raised in studio.asked, timeout=_PATIENCE_MS)


def test_it_can_be_raised_also_when_nothing_can_be_foreseen(
    qtbot: QtBot, studio: FakeStudio, session: Session, parent: QWidget
) -> None:
    studio.refusal = UnavailableError("the chat is not open yet", "chat")
    made = ShieldDialog(session, parent)
    made.open()
    qtbot.waitUntil(lambda: "not known" in made.preview.text(), timeout=_PATIENCE_MS)
    assert made.accept_button.isEnabled()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("told", [TOLD, ShieldPreview(), ShieldPreview(looked=9)])
def test_nothing_is_cut(
    qtbot: QtBot, session: Session, parent: QWidget, language: str, told: ShieldPreview
) -> None:
    with speaking(language):
        made = ShieldDialog(session, parent)
        made.show()
        made._show(told)
        assert cut_words(made) == []
        made.close()
