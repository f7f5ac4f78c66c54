import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from studio.core.scene import Box, Crop, Fit, Layer
from studio.ui.streamer.layer_fields import LayerFields
from tests.support.widgets import child

_PATIENCE_MS = 30_000
_LAYER = Layer("card", "Card", "card", box=Box(0.1, 0.2, 0.5, 0.25), opacity=0.8)


class Desk:
    """The fields of one layer and what they asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.asked: list[tuple[str, dict[str, object]]] = []
        self.fields = LayerFields(self._change)
        qtbot.addWidget(self.fields)
        self.fields.resize(300, 400)
        self.fields.show()
        self.fields.fill(_LAYER)

    def _change(self, merge: str, /, **fields: object) -> None:
        self.asked.append((merge, fields))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_filling_asks_for_nothing(desk: Desk) -> None:
    assert desk.asked == []
    assert child(desk.fields, QDoubleSpinBox, "Left").value() == 10.0
    assert child(desk.fields, QSlider, "Opacity").value() == 80


def test_a_number_is_an_edit(desk: Desk) -> None:
    child(desk.fields, QDoubleSpinBox, "Width").setValue(40.0)
    assert desk.asked == [("place", {"box": Box(0.1, 0.2, 0.4, 0.25)})]
    child(desk.fields, QDoubleSpinBox, "Crop L").setValue(12.5)
    assert desk.asked[-1] == ("crop", {"crop": Crop(left=0.125)})


def test_a_box_is_never_empty(desk: Desk) -> None:
    child(desk.fields, QDoubleSpinBox, "Height").setValue(-50.0)
    box = desk.asked[-1][1]["box"]
    assert isinstance(box, Box)
    assert box.height == 0.01


def test_sliders_and_fit(desk: Desk) -> None:
    child(desk.fields, QSlider, "Turn").setValue(45)
    child(desk.fields, QSlider, "Opacity").setValue(25)
    fit = child(desk.fields, QComboBox, "Fit")
    fit.setCurrentIndex(list(Fit).index(Fit.COVER))
    fit.activated.emit(fit.currentIndex())
    assert desk.asked == [
        ("turn", {"rotation_deg": 45.0}),
        ("fade", {"opacity": 0.25}),
        ("", {"fit": Fit.COVER}),
    ]


def test_a_name_is_taken_on_enter_and_an_empty_one_is_not(desk: Desk) -> None:
    name = desk.fields.name
    name.selectAll()
    QTest.keyClicks(name, "Price card")
    assert desk.asked == []
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert desk.asked == [("", {"name": "Price card"})]
    name.clear()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert len(desk.asked) == 1


def test_filling_the_picture_and_starting_over(desk: Desk) -> None:
    child(desk.fields, QPushButton, "Fill the picture").click()
    child(desk.fields, QPushButton, "Reset").click()
    assert desk.asked[0][1]["box"] == Box()
    assert desk.asked[1][1]["crop"] == Crop()


def test_what_was_not_touched_keeps_its_exact_place(desk: Desk) -> None:
    third = msgspec.structs.replace(_LAYER, box=Box(1 / 3, 1 / 3, 1 / 3, 1 / 3))
    desk.fields.fill(third)
    child(desk.fields, QDoubleSpinBox, "Top").setValue(50.0)
    assert desk.asked == [("place", {"box": Box(1 / 3, 0.5, 1 / 3, 1 / 3)})]


def test_two_numbers_in_a_row_are_both_kept_before_the_first_is_answered(desk: Desk) -> None:
    child(desk.fields, QDoubleSpinBox, "Left").setValue(15.0)
    child(desk.fields, QDoubleSpinBox, "Top").setValue(25.0)
    assert desk.asked[-1] == ("place", {"box": Box(0.15, 0.25, 0.5, 0.25)})


def test_a_half_typed_number_survives_news_of_the_layer(desk: Desk) -> None:
    spin = child(desk.fields, QDoubleSpinBox, "Left")
    spin.selectAll()
    QTest.keyClicks(spin, "42")
    desk.fields.fill(msgspec.structs.replace(_LAYER, opacity=0.3))
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert desk.asked == [("place", {"box": Box(0.42, 0.2, 0.5, 0.25)})]


def test_an_empty_name_goes_back(desk: Desk) -> None:
    desk.fields.name.clear()
    QTest.keyClick(desk.fields.name, Qt.Key.Key_Return)
    assert desk.fields.name.text() == "Card"


def test_a_half_typed_name_never_lands_on_another_layer(qtbot: QtBot, desk: Desk) -> None:
    name = desk.fields.name
    desk.fields.activateWindow()
    name.setFocus()
    qtbot.waitUntil(name.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClicks(name, "!")
    desk.fields.fill(msgspec.structs.replace(_LAYER, opacity=0.3))
    assert name.text() == "Card!"
    desk.fields.fill(msgspec.structs.replace(_LAYER, id="film", name="Film"))
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert name.text() == "Film"
    assert desk.asked == []


def test_a_held_slider_stays_under_the_pointer(desk: Desk) -> None:
    slider = child(desk.fields, QSlider, "Opacity")
    slider.setSliderDown(True)
    slider.setValue(30)
    desk.fields.fill(_LAYER)
    assert slider.value() == 30
    slider.setSliderDown(False)
    desk.fields.fill(_LAYER)
    assert slider.value() == 80
