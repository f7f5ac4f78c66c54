import msgspec
import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeCanvas
from studio.core.messages.requests import ApplyEdit, SetSettings
from studio.core.scene import Canvas
from studio.core.settings import ENCODERS, Settings, UiSettings
from studio.ui.session import Session
from studio.ui.streamer.settings_dialog import SettingsDialog
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child

_PATIENCE_MS = 30_000


@pytest.fixture
def dialog(parent: QWidget, session: Session) -> SettingsDialog:
    made = SettingsDialog(parent, session)
    made.show()
    return made


def choose(dialog: SettingsDialog, words: str) -> None:
    """The entry of these words, in whichever box has it."""
    for box in dialog.findChildren(QComboBox):
        place = box.findText(words)
        if place >= 0:
            box.setCurrentIndex(place)
            return
    raise AssertionError(f"nothing is called {words!r}")


def test_it_shows_what_holds_and_saving_that_asks_for_nothing(
    dialog: SettingsDialog, studio: FakeStudio
) -> None:
    assert dialog.wanted() == (studio.settings, studio.show.canvas)
    child(dialog, QPushButton, "Save").click()
    assert studio.asked == []


def test_changes_hold_after_saving_only(
    qtbot: QtBot, dialog: SettingsDialog, studio: FakeStudio
) -> None:
    choose(dialog, "中文")
    choose(dialog, "Light")
    choose(dialog, "x264")
    choose(dialog, "Everyone on this network")
    assert studio.asked == []
    child(dialog, QPushButton, "Save").click()
    qtbot.waitUntil(lambda: studio.settings.ui.language == "zh", timeout=_PATIENCE_MS)
    assert studio.settings.ui == UiSettings("zh", "light")
    assert studio.settings.video.encoder == "libx264"
    assert studio.settings.web.listen_host == "0.0.0.0"
    (asked,) = studio.asked
    assert isinstance(asked, SetSettings)


def test_every_choice_is_one_that_the_studio_takes(dialog: SettingsDialog) -> None:
    for box in dialog.findChildren(QComboBox):
        for place in range(box.count()):
            box.setCurrentIndex(place)
            settings, _canvas = dialog.wanted()
            assert msgspec.convert(msgspec.to_builtins(settings), Settings) == settings


def test_encoders_are_called_as_people_know_them(dialog: SettingsDialog) -> None:
    for label in ENCODERS.values():
        choose(dialog, label)


def test_an_upright_picture_is_an_edit_that_can_be_undone(
    qtbot: QtBot, dialog: SettingsDialog, studio: FakeStudio
) -> None:
    choose(dialog, "720 × 1280  upright")
    child(dialog, QPushButton, "Save").click()
    qtbot.waitUntil(lambda: studio.show.canvas == Canvas(720, 1280), timeout=_PATIENCE_MS)
    assert studio.asked == [ApplyEdit(ChangeCanvas(Canvas(720, 1280)))]


def test_cancelling_changes_nothing(dialog: SettingsDialog, studio: FakeStudio) -> None:
    choose(dialog, "Light")
    child(dialog, QPushButton, "Cancel").click()
    assert not dialog.isVisible()
    assert studio.asked == []


def test_numbers_stay_in_their_bounds(dialog: SettingsDialog) -> None:
    for spin in dialog.findChildren(QSpinBox):
        spin.setValue(10**9)
        settings, _canvas = dialog.wanted()
        assert msgspec.convert(msgspec.to_builtins(settings), Settings) == settings


def test_no_page_is_cut(qtbot: QtBot, dialog: SettingsDialog) -> None:
    tabs = child(dialog, QTabWidget)
    for page in range(tabs.count()):
        tabs.setCurrentIndex(page)
        for kind in (QComboBox, QSpinBox, QPushButton, QLineEdit):
            for widget in tabs.currentWidget().findChildren(kind):
                assert widget.height() >= widget.minimumSizeHint().height()


def test_phones_are_let_in_here_too(
    qtbot: QtBot, dialog: SettingsDialog, studio: FakeStudio
) -> None:
    assert not dialog.phones.isChecked()
    dialog.phones.setChecked(True)
    child(dialog, QPushButton, "Save").click()
    qtbot.waitUntil(lambda: studio.settings.phones.is_allowed, timeout=_PATIENCE_MS)
    assert studio.settings.phones.port == 8481


def test_a_second_canvas_is_switched_on_in_its_size_and_recorded_too(
    qtbot: QtBot, session: Session, studio: FakeStudio, parent: QWidget
) -> None:
    dialog = SettingsDialog(parent, session)
    assert dialog.second_box.currentText() == "Off"
    dialog.second_box.setCurrentIndex(dialog.second_box.findText("Upright  1080 × 1920"))
    dialog.both.setChecked(True)
    dialog._save()
    qtbot.waitUntil(lambda: studio.show.second_canvas == Canvas(1080, 1920), timeout=30_000)
    qtbot.waitUntil(lambda: session.state.settings.recording.has_second, timeout=30_000)
    qtbot.waitUntil(lambda: session.show == studio.show, timeout=30_000)
    again = SettingsDialog(parent, session)
    assert again.wanted_second() == Canvas(1080, 1920)
    again.second_box.setCurrentIndex(0)
    again._save()
    qtbot.waitUntil(lambda: studio.show.second_canvas is None, timeout=30_000)
