from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.settings import UiSettings
from studio.ui import motion, words
from studio.ui.icons import icon, picture
from studio.ui.look import Look
from studio.ui.theme import palette_of, style_sheet, themes
from studio.ui.widgets.panel import tool_button


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(qapp, UiSettings("en", "dark"))
    yield made
    made.use(UiSettings("en", "dark"))


def test_colours_change_under_the_windows_that_stand(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = tool_button("add", "Add", look.theme, list)
    button.setParent(window)
    label = QLabel(window)
    label.setPixmap(picture("camera", look.theme, "text", 18))
    window.show()
    drawn = label.pixmap().toImage()
    dark = button.icon().pixmap(20).toImage()
    look.use(UiSettings("en", "light"))
    assert look.theme.name == "light"
    assert QApplication.palette().window().color() == palette_of(look.theme).window().color()
    assert button.icon().pixmap(20).toImage() != dark
    assert label.pixmap().toImage() != drawn
    look.use(UiSettings("en", "dark"))
    assert button.icon().pixmap(20).toImage() == dark
    assert themes()["dark"].name == "dark"


def test_colours_change_while_windows_come_and_go(qtbot: QtBot, look: Look) -> None:
    for number in range(12):
        gone = QWidget()
        left = QWidget()
        qtbot.addWidget(left)
        for parent in (gone, left):
            QPushButton("a button", parent).setObjectName("primary")
            QLabel("words", parent)
            parent.show()
        gone.deleteLater()
        look.use(UiSettings("en", "light" if number % 2 else "dark"))
        QApplication.processEvents()


def test_another_language_is_told_once(qtbot: QtBot, look: Look) -> None:
    told: list[str] = []
    look.language_changed.connect(told.append)
    look.use(UiSettings("zh", "dark"))
    look.use(UiSettings("zh", "light"))
    assert told == ["zh"]
    assert words.tr("go_live") == "开始直播"


def test_qt_speaks_the_language_too(qtbot: QtBot, look: Look) -> None:
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Look in:"
    look.use(UiSettings("zh", "dark"))
    assert QCoreApplication.translate("QFileDialog", "Look in:") != "Look in:"


def test_less_motion_is_taken_over(look: Look) -> None:
    look.use(UiSettings("en", "dark", motion="less"))
    assert motion.is_reduced()
    look.use(UiSettings("en", "dark"))
    assert motion.is_reduced() is motion.system_wants_less()


def test_the_style_sheet_is_the_themes(look: Look) -> None:
    assert QApplication.instance() is not None
    assert look.theme.colours == themes()["dark"].colours
    assert icon("add", look.theme).cacheKey() == icon("add", themes()["dark"]).cacheKey()
    assert style_sheet(look.theme) == style_sheet(themes()["dark"])
