import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import GetDevices, SetSettings
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.master_menu import MasterMenu, loudness_words, since_live_words
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.mark.parametrize(
    ("integrated", "target", "said"),
    [
        (-20.0, 0.0, "-19 LUFS"),
        (-21.0, -23.0, "-21 LUFS · 2 LU too loud"),
        (-26.0, -23.0, "-26 LUFS · 3 LU too soft"),
        (-22.6, -23.0, "-23 LUFS · as wanted"),
        (-120.0, -16.0, "silent · -16 LUFS wanted"),
    ],
)
def test_loudness_is_said_in_words(integrated: float, target: float, said: str) -> None:
    assert loudness_words(integrated, -19.0, target) == said
    words.choose("zh")
    if "too loud" in said:
        assert loudness_words(integrated, -19.0, target) == "-21 LUFS · 偏响 2 LU"


def test_a_target_and_a_device_are_settings(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio
) -> None:
    menu = MasterMenu(parent, session)
    qtbot.waitUntil(lambda: GetDevices("monitor") in studio.asked, timeout=_PATIENCE_MS)
    actions = {action.text(): action for action in menu.actions()}
    assert actions["No target"].isChecked()
    assert not actions["Bring it there slowly"].isEnabled()
    actions["-16 LUFS"].trigger()

    def wanted() -> list[float]:
        return [
            one.settings.sound.target_lufs for one in studio.asked if isinstance(one, SetSettings)
        ]

    qtbot.waitUntil(lambda: wanted() == [-16.0], timeout=_PATIENCE_MS)


def test_a_show_on_air_has_its_own_loudness() -> None:
    assert since_live_words(-18.2, 0.0) == "-18 LUFS since the show went live"
    assert since_live_words(-18.2, -16.0) == "Loudness since the show went live"
    assert since_live_words(-120.0, 0.0) == "Loudness since the show went live"
