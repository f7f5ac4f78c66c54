import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from studio.core.sources import (
    AnySourceSettings,
    CameraSettings,
    CardSettings,
    ImageSettings,
    MediaSettings,
    PatternSettings,
    PatternStyle,
    TextSettings,
    ToneSettings,
    WindowSettings,
)
from studio.core.status import DeviceInfo
from studio.ui.source_form import SourceForm
from studio.ui.source_names import KINDS

_CAMERAS = (
    DeviceInfo("/dev/video0", "Desk camera", "camera", 1280, 720),
    DeviceInfo("/dev/video2", "Capture card", "camera"),
)


class Desk:
    """A form and what it said."""

    def __init__(
        self,
        qtbot: QtBot,
        settings: AnySourceSettings,
        devices: tuple[DeviceInfo, ...] = (),
    ) -> None:
        self.said: list[AnySourceSettings] = []
        self.form = SourceForm(settings, devices, self.said.append)
        qtbot.addWidget(self.form)
        self.form.show()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_form_with_words_beside_each_field(qtbot: QtBot, kind: str) -> None:
    settings = KINDS[kind]
    needs_path = settings in (MediaSettings, ImageSettings)
    needs_text = settings in (TextSettings, CardSettings)
    made = settings("x") if needs_path or needs_text else settings()
    desk = Desk(qtbot, made)  # type: ignore[arg-type]
    if kind != "guest":  # it is set to a link, which the details panel makes
        assert desk.form.fields
    said = [label.text() for label in desk.form.findChildren(QLabel)]
    said += [box.text() for box in desk.form.findChildren(QCheckBox)]
    assert said or kind == "guest"
    assert [text for text in said if text.startswith("field_")] == []
    assert desk.form.settings == made
    assert desk.said == []


def test_typing_sends_valid_settings(qtbot: QtBot) -> None:
    desk = Desk(qtbot, CardSettings("Bowl", price="¥199"))
    line = desk.form.fields["price"]
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "¥149")
    assert desk.said[-1] == CardSettings("Bowl", price="¥149")


def test_what_is_half_typed_is_not_sent(qtbot: QtBot) -> None:
    desk = Desk(qtbot, CardSettings("Bowl"))
    line = desk.form.fields["title"]
    assert isinstance(line, QLineEdit)
    line.textEdited.emit("x" * 5000)
    assert desk.said == []


def test_words_spins_boxes_and_choices(qtbot: QtBot) -> None:
    desk = Desk(qtbot, TextSettings("Hello", size_px=40))
    area, size, bold = (desk.form.fields[name] for name in ("text", "size_px", "is_bold"))
    assert isinstance(area, QPlainTextEdit)
    assert isinstance(size, QSpinBox)
    assert isinstance(bold, QCheckBox)
    area.setPlainText("你好")
    size.setValue(60)
    bold.click()
    assert desk.said[-1] == TextSettings("你好", size_px=60, is_bold=True)
    pattern = Desk(qtbot, PatternSettings())
    style = pattern.form.fields["style"]
    assert isinstance(style, QComboBox)
    style.setCurrentIndex(2)
    style.activated.emit(2)
    assert pattern.said == [PatternSettings(PatternStyle.CLOCK)]


def test_a_spin_box_cannot_leave_the_bounds(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ToneSettings())
    box = desk.form.fields["frequency_hz"]
    assert isinstance(box, QSpinBox)
    box.setValue(10**6)
    assert desk.said[-1] == ToneSettings(20_000)


def test_devices_are_chosen_by_name(qtbot: QtBot) -> None:
    desk = Desk(qtbot, CameraSettings(), _CAMERAS)
    box = desk.form.fields["device_id"]
    assert isinstance(box, QComboBox)
    names = [box.itemText(place) for place in range(box.count())]
    assert names == ["System default", "Desk camera (1280×720)", "Capture card"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert desk.said == [CameraSettings("/dev/video2")]


def test_a_device_that_is_gone_stays_chosen_and_says_so(qtbot: QtBot) -> None:
    desk = Desk(qtbot, CameraSettings("/dev/video9"), _CAMERAS)
    box = desk.form.fields["device_id"]
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Not connected: /dev/video9"
    assert desk.form.settings == CameraSettings("/dev/video9")


def test_a_window_is_remembered_by_its_title_too(qtbot: QtBot) -> None:
    windows = (DeviceInfo("0x1", "Shop", "window"), DeviceInfo("0x2", "Notes", "window"))
    desk = Desk(qtbot, WindowSettings(), windows)
    box = desk.form.fields["window_id"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert desk.said == [WindowSettings("0x2", "Notes")]


def test_a_path_can_be_typed(qtbot: QtBot) -> None:
    desk = Desk(qtbot, MediaSettings(""))
    line = desk.form.fields["path"].findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "/films/a.mp4")
    assert desk.said == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.said == [MediaSettings("/films/a.mp4")]
