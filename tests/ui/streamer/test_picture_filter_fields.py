from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QPushButton
from pytestqt.qtbot import QtBot

from studio.core.picture_filters import (
    KINDS,
    ChromaKey,
    ColourCorrection,
    Lut,
    Mask,
    MaskShape,
    PictureFilter,
    key_for,
)
from studio.ui import words
from studio.ui.streamer.picture_filter_fields import PictureFilterFields
from studio.ui.widgets.colour_button import ColourButton
from studio.ui.widgets.file_line import FileLine
from studio.ui.widgets.slider_box import SliderBox
from tests.support.widgets import child, cut_words, texts_of


class Desk:
    """Fields and what they said."""

    def __init__(self, qtbot: QtBot, settings: PictureFilter) -> None:
        self.said: list[tuple[PictureFilter, str]] = []
        self.picking: list[Callable[[str], None]] = []
        self.fields = PictureFilterFields(
            settings, self.picking.append, lambda one, field: self.said.append((one, field))
        )
        qtbot.addWidget(self.fields)
        self.fields.resize(360, 400)
        self.fields.show()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_words_and_room_for_them(
    qtbot: QtBot, kind: type[PictureFilter], language: str
) -> None:
    words.choose(language)
    desk = Desk(qtbot, kind())
    assert not [said for said in texts_of(desk.fields) if said.startswith(("filter_", "shape_"))]
    assert cut_words(desk.fields) == []


def test_a_slider_is_in_per_cent(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ColourCorrection(contrast=0.25))
    box = child(desk.fields, QDoubleSpinBox, "Contrast")
    assert box.text() == "25 %"
    box.setValue(40.0)
    child(desk.fields, QDoubleSpinBox, "Hue").setValue(-30.0)
    assert desk.said == [
        (ColourCorrection(contrast=0.4), "contrast"),
        (ColourCorrection(contrast=0.4, hue_deg=-30.0), "hue_deg"),
    ]


def test_what_comes_back_is_shown_and_asked_for_no_more(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Mask())
    desk.fields.fill(Mask(shape=MaskShape.IMAGE_LUMA, path="m.png", is_inverted=True))
    assert child(desk.fields, FileLine).line.text() == "m.png"
    assert child(desk.fields, QCheckBox).isChecked()
    assert child(desk.fields, QComboBox).currentData() is MaskShape.IMAGE_LUMA
    assert desk.said == []
    keyed = Desk(qtbot, ChromaKey())
    keyed.fields.fill(ChromaKey(colour="#0000ff", similarity=0.1))
    assert child(keyed.fields, ColourButton).colour == "#0000ff"
    assert child(keyed.fields, QDoubleSpinBox, "Range").value() == 10.0


def test_a_mask_shows_what_its_shape_uses(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Mask())

    def shown() -> list[bool]:
        sliders = desk.fields.findChildren(SliderBox)
        return [not one.isHidden() for one in (*sliders, child(desk.fields, FileLine))]

    assert shown() == [True, True, False]
    box = child(desk.fields, QComboBox)
    for shape, wanted in (
        (MaskShape.CIRCLE, [False, True, False]),
        (MaskShape.IMAGE_ALPHA, [False, False, True]),
    ):
        box.setCurrentIndex(box.findData(shape))
        box.activated.emit(box.currentIndex())
        assert desk.said[-1] == (Mask(shape=shape), "shape")
        assert shown() == wanted
    child(desk.fields, QCheckBox).setChecked(True)
    assert desk.said[-1][0] == Mask(shape=MaskShape.IMAGE_ALPHA, is_inverted=True)


def test_a_file_is_typed(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Lut())
    line = child(desk.fields, FileLine).line
    line.setText("/looks/film.cube")
    line.editingFinished.emit()
    assert desk.said == [(Lut(path="/looks/film.cube"), "path")]


def test_while_a_colour_is_taken_the_key_is_off(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ChromaKey())
    QTest.mouseClick(
        child(desk.fields, QPushButton, "Take from picture"), Qt.MouseButton.LeftButton
    )
    assert desk.said == [(ChromaKey(is_enabled=False), "is_enabled")]
    desk.picking[0]("#10d030")
    assert desk.said[-1] == (key_for("#10d030"), "is_enabled")
    assert child(desk.fields, ColourButton).colour == "#10d030"
    QTest.mouseClick(
        child(desk.fields, QPushButton, "Take from picture"), Qt.MouseButton.LeftButton
    )
    desk.picking[1]("")
    assert desk.said[-1] == (key_for("#10d030"), "is_enabled")
