import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from studio.ui.theme import Theme
from studio.ui.widgets.scene_row import (
    IMAGE_ROLE,
    PLACE_ROLE,
    ScenePlace,
    SceneRow,
    place_token,
    place_words,
)

_OFF = ScenePlace(is_programme=True)
_LIVE = ScenePlace(is_programme=True, is_live=True)
_PREPARED = ScenePlace(is_prepared=True, is_live=True)
_BOTH = ScenePlace(is_programme=True, is_prepared=True, is_live=True)


@pytest.mark.parametrize(
    ("place", "words", "token"),
    [
        (ScenePlace(is_live=True), "", "line"),
        (_OFF, "Programme", "text"),
        (_LIVE, "On air", "live"),
        (_PREPARED, "Preview", "accent"),
        (_BOTH, "On air · Preview", "live"),
    ],
)
def test_red_is_on_air_and_never_without_a_word(place: ScenePlace, words: str, token: str) -> None:
    assert (place_words(place), place_token(place)) == (words, token)


def test_a_row_shows_its_picture_and_its_mark(qtbot: QtBot, theme: Theme) -> None:
    shown = QListWidget()
    qtbot.addWidget(shown)
    shown.setItemDelegate(SceneRow(theme, shown))
    item = QListWidgetItem("Host")
    image = QImage(192, 108, QImage.Format.Format_RGB32)
    image.fill(QColor("#00c000"))
    item.setData(IMAGE_ROLE, image)
    item.setData(PLACE_ROLE, tuple(_LIVE))
    shown.addItem(item)
    shown.resize(260, 120)
    shown.show()
    rect = shown.visualItemRect(item)
    grabbed = shown.viewport().grab().toImage()
    middle = grabbed.pixelColor(rect.left() + 58, rect.center().y())
    assert middle.green() > 180
    assert middle.red() < 20
    edge = grabbed.pixelColor(rect.left() + 18, rect.center().y())
    assert edge == theme.colour("live")
