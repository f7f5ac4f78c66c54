"""A window stays on its screen."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from studio.ui.screen_fit import ScreenFit

pytestmark = pytest.mark.qt


def test_what_reaches_beyond_the_screen_is_drawn_in(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.setGeometry(QRect(room.left() + 40, room.top() + 40, room.width(), room.height() + 50))
    ScreenFit(window)
    window.show()
    qtbot.waitUntil(lambda: room.contains(window.frameGeometry()))
    assert window.width() <= room.width()


def test_a_window_that_fits_is_left_where_it_is(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setGeometry(QRect(100, 100, 300, 200))
    fit = ScreenFit(window)
    window.show()
    qtbot.waitExposed(window)
    before = window.geometry()
    fit.fit()
    assert window.geometry() == before
