from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui.widgets.drop_list import DropList

_COPY, _LEFT, _NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


def test_what_comes_from_elsewhere_is_told(qtbot: QtBot) -> None:
    made = DropList()
    qtbot.addWidget(made)
    fallen: list[QMimeData] = []
    made.dropped.connect(fallen.append)
    data = QMimeData()
    data.setText("Sale")
    enter = QDragEnterEvent(QPoint(5, 5), _COPY, data, _LEFT, _NONE)
    made.dragEnterEvent(enter)
    assert enter.isAccepted()
    made.dropEvent(QDropEvent(QPointF(5, 5), _COPY, data, _LEFT, _NONE))
    assert [one.text() for one in fallen] == ["Sale"]


def test_enter_and_sideways_are_told(qtbot: QtBot) -> None:
    made = DropList()
    qtbot.addWidget(made)
    made.addItems(["a", "b"])
    made.setCurrentRow(1)
    told: list[object] = []
    made.gone_sideways.connect(told.append)
    made.entered_row.connect(lambda item: told.append(item.text()))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Up):
        QTest.keyClick(made, key)
    assert told == [True, False, "b"]
    assert made.currentRow() == 0
