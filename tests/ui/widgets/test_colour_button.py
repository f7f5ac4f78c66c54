import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.widgets.colour_button import ColourButton


def _answer(monkeypatch: pytest.MonkeyPatch, picked: QColor) -> list[QColor]:
    """What the dialog answers, and what it was opened with."""
    opened: list[QColor] = []

    def get(before: QColor, *_rest: object) -> QColor:
        opened.append(before)
        return picked

    monkeypatch.setattr(QColorDialog, "getColor", get)
    return opened


@pytest.mark.parametrize(
    ("before", "opened_with", "picked", "after"),
    [
        ("#ff8000", "#ffff8000", "#80112233", "#11223380"),
        ("#11223380", "#80112233", "#ff445566", "#445566"),
    ],
)
def test_a_chosen_colour_is_shown_and_told(
    qtbot: QtBot,
    parent: QWidget,
    monkeypatch: pytest.MonkeyPatch,
    before: str,
    opened_with: str,
    picked: str,
    after: str,
) -> None:
    told: list[str] = []
    button = ColourButton(before, "Background", told.append)
    button.setParent(parent)
    opened = _answer(monkeypatch, QColor(picked))
    button.click()
    assert opened == [QColor(opened_with)]
    assert (told, button.text(), button.colour) == ([after], after, after)
    assert button.accessibleName() == "Background"


def test_who_cancels_changes_nothing(
    qtbot: QtBot, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    button = ColourButton("#ff8000", "Background", told.append)
    button.setParent(parent)
    _answer(monkeypatch, QColor())
    button.click()
    assert (told, button.colour) == ([], "#ff8000")


@pytest.mark.parametrize("colour", ["#ff8000", "#2040c0"])
def test_it_shows_the_colour_itself(qtbot: QtBot, parent: QWidget, colour: str) -> None:
    button = ColourButton(colour, "Colour", lambda _colour: None)
    button.setParent(parent)
    image = button.icon().pixmap(QSize(16, 16)).toImage()
    assert image.pixelColor(image.rect().center()) == QColor(colour)
