import pytest
from pytestqt.qtbot import QtBot

from studio.ui.widgets.slider_box import SliderBox


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.said: list[float] = []
        self.box = SliderBox((-100.0, 500.0), 50.0, " %", 0, self.said.append)
        qtbot.addWidget(self.box)
        self.box.show()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_both_parts_show_the_value(desk: Desk) -> None:
    assert desk.box.box.text() == "50 %"
    assert desk.box.slider.value() == 250
    desk.box.show_value(-100.0)
    assert desk.box.slider.value() == 0
    assert desk.said == []


def test_what_is_moved_or_typed_is_told_once(desk: Desk) -> None:
    desk.box.slider.setValue(500)
    desk.box.box.setValue(20.0)
    assert desk.said == [200.0, 20.0]
    assert desk.box.slider.value() == 200


def test_a_held_slider_stays_under_the_pointer(desk: Desk) -> None:
    desk.box.slider.setSliderDown(True)
    desk.box.show_value(0.0)
    assert desk.box.slider.value() == 250
    assert desk.box.box.value() == 0.0


def test_both_parts_have_the_name(desk: Desk) -> None:
    desk.box.setAccessibleName("Contrast")
    names = (desk.box.slider.accessibleName(), desk.box.box.accessibleName())
    assert names == ("Contrast", "Contrast")
