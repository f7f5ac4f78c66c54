import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import AddLayer, AddSource
from studio.core.messages.requests import ApplyEdit, GetDevices
from studio.core.messages.results import Devices
from studio.core.sources import (
    CameraSettings,
    ColourSettings,
    GuestSettings,
    ToneSettings,
    WindowSettings,
)
from studio.core.status import DeviceInfo
from studio.ui import words
from studio.ui.session import Session
from studio.ui.source_names import KINDS
from studio.ui.streamer.add_menu import AddDialog, AddMenu, first_settings
from studio.ui.streamer.phones_dialog import PhonesDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, cut_words, texts_of

_PATIENCE_MS = 30_000
_CAMERA = DeviceInfo("/dev/video0", "Desk camera", "camera")


@pytest.fixture
def menu(parent: QWidget, session: Session, theme: Theme) -> AddMenu:
    return AddMenu(parent, session, theme)


def dialog_of(qtbot: QtBot) -> AddDialog:
    """The dialog that opens."""

    def found() -> AddDialog | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, AddDialog) and widget.isVisible():
                return widget
        return None

    qtbot.waitUntil(lambda: found() is not None, timeout=_PATIENCE_MS)
    dialog = found()
    assert dialog is not None
    return dialog


def edits(studio: FakeStudio) -> list[object]:
    return [one.edit for one in studio.asked if isinstance(one, ApplyEdit)]


def test_the_menu_has_every_kind(menu: AddMenu) -> None:
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(said) == len(KINDS)
    assert "Camera" in said


def test_a_camera_is_chosen_and_lies_on_top(
    qtbot: QtBot, menu: AddMenu, studio: FakeStudio
) -> None:
    studio.devices = (_CAMERA,)
    next(action for action in menu.actions() if action.text() == "Camera").trigger()
    dialog = dialog_of(qtbot)
    assert studio.asked == [GetDevices("camera")]
    child(dialog, QLineEdit).setText("Hands")
    with qtbot.waitSignal(menu.added, timeout=_PATIENCE_MS) as added:
        child(dialog, QPushButton, "Add").click()
    qtbot.waitUntil(lambda: len(studio.show.scenes[0].layers) == 4, timeout=_PATIENCE_MS)
    layer = studio.show.scenes[0].layers[-1]
    source = studio.show.source(layer.source_id)
    assert source is not None
    assert added.args == [layer.id]
    assert (layer.name, source.settings) == ("Hands", CameraSettings())
    assert layer.box.width < 0.5


@pytest.mark.parametrize("kind", ["text", "card", "colour", "pattern", "image", "media"])
def test_kinds_without_devices_open_at_once(
    qtbot: QtBot, menu: AddMenu, studio: FakeStudio, kind: str
) -> None:
    menu.add(kind)
    child(dialog_of(qtbot), QPushButton, "Add").click()
    qtbot.waitUntil(lambda: bool(edits(studio)), timeout=_PATIENCE_MS)
    edit = edits(studio)[0]
    assert isinstance(edit, AddLayer)
    assert edit.source is not None
    assert isinstance(edit.source.settings, KINDS[kind])


def test_cancelling_adds_nothing(qtbot: QtBot, menu: AddMenu, studio: FakeStudio) -> None:
    menu.add("text")
    dialog = dialog_of(qtbot)
    child(dialog, QPushButton, "Cancel").click()
    assert not dialog.isVisible()
    assert studio.asked == []


def test_a_sound_goes_to_the_mixer_only(qtbot: QtBot, menu: AddMenu, studio: FakeStudio) -> None:
    menu.insert("tone", "Beep", ToneSettings())
    qtbot.waitUntil(lambda: len(studio.show.strips) == 3, timeout=_PATIENCE_MS)
    assert isinstance(edits(studio)[0], AddSource)
    assert len(studio.show.scenes[0].layers) == 3


def test_a_colour_lies_below_everything(qtbot: QtBot, menu: AddMenu, studio: FakeStudio) -> None:
    menu.insert("colour", "Ground", ColourSettings())
    qtbot.waitUntil(lambda: len(studio.show.scenes[0].layers) == 4, timeout=_PATIENCE_MS)
    assert studio.show.scenes[0].layers[0].name == "Ground"


def test_why_a_kind_cannot_be_listed_is_said(qtbot: QtBot) -> None:
    dialog = AddDialog(None, "camera", Devices((), ("no camera is connected",)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "No camera is connected" in texts_of(dialog)


def test_a_name_is_never_empty(qtbot: QtBot) -> None:
    dialog = AddDialog(None, "text", Devices())
    qtbot.addWidget(dialog)
    child(dialog, QLineEdit).setText("   ")
    assert dialog.name == "Unnamed"


def test_a_window_begins_with_the_first_one() -> None:
    devices = Devices((DeviceInfo("0x7", "Shop", "window"),))
    assert first_settings("window", devices) == WindowSettings("0x7", "Shop")
    assert first_settings("window", Devices()) == WindowSettings()


@pytest.mark.parametrize("kind", ["screen", "window", "microphone", "system_sound"])
def test_a_device_is_chosen_from_a_list(
    qtbot: QtBot, menu: AddMenu, studio: FakeStudio, kind: str
) -> None:
    studio.devices = (DeviceInfo("d1", "First", kind), DeviceInfo("d2", "Second", kind))
    menu.add(kind)
    dialog = dialog_of(qtbot)
    box = child(dialog, QComboBox)
    box.setFocus()
    QTest.keyClicks(box, "Second")
    box.activated.emit(box.currentIndex())
    child(dialog, QPushButton, "Add").click()
    qtbot.waitUntil(lambda: bool(edits(studio)), timeout=_PATIENCE_MS)
    (edit,) = edits(studio)
    assert isinstance(edit, AddSource if kind in ("microphone", "system_sound") else AddLayer)
    assert edit.source is not None
    assert isinstance(edit.source.settings, KINDS[kind])
    assert "d2" in msgspec.structs.astuple(edit.source.settings)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_dialog_is_cut(qtbot: QtBot, language: str, kind: str) -> None:
    words.choose(language)
    dialog = AddDialog(None, kind, Devices((), ("nothing of the kind is connected here",)))
    qtbot.addWidget(dialog)
    dialog.show()
    assert cut_words(dialog) == []


def test_a_phone_becomes_a_layer_when_its_code_is_made(
    qtbot: QtBot, menu: AddMenu, studio: FakeStudio, parent: QWidget
) -> None:
    menu.add("guest")
    dialog = child(parent, PhonesDialog)
    dialog.name.setText("Anna")
    dialog.make.click()
    qtbot.waitUntil(lambda: bool(edits(studio)), timeout=_PATIENCE_MS)
    (edit,) = edits(studio)
    assert isinstance(edit, AddLayer)
    assert edit.source is not None
    assert (edit.source.name, edit.source.settings) == ("Anna", GuestSettings("guest-1"))
    dialog.close()
