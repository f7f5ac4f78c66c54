import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from studio.core.scene import Box, Crop, Fit, Layer
from studio.ui.streamer.layer_fields import LayerFields
from tests.support.widgets import child

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
