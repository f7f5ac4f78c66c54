from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.ui.widgets.file_line import FileLine


class Desk:
    def __init__(self, qtbot: QtBot, path: str) -> None:
        self.said: list[str] = []
        self.widget = FileLine(path, "Tables (*.cube)", self.said.append)
        qtbot.addWidget(self.widget)
        self.widget.show()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, str(tmp_path / "old.cube"))


def test_a_path_can_be_typed(desk: Desk) -> None:
    desk.widget.line.setText(" new.cube ")
    desk.widget.line.editingFinished.emit()
    assert desk.said == ["new.cube"]


def test_a_file_is_chosen_where_the_old_one_lies(desk: Desk, tmp_path: Path) -> None:
    chosen = tmp_path / "look.cube"
    chosen.write_text("")
    QTest.mouseClick(desk.widget.button, Qt.MouseButton.LeftButton)
    dialog = desk.widget.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert dialog.nameFilters()[0] == "Tables (*.cube)"
    dialog.fileSelected.emit(str(chosen))
    dialog.reject()
    assert desk.said == [str(chosen)]
    assert desk.widget.line.text() == str(chosen)


def test_what_comes_from_elsewhere_is_shown_and_not_told(desk: Desk) -> None:
    desk.widget.show_path("a.cube")
    assert desk.widget.line.text() == "a.cube"
    assert desk.said == []
    desk.widget.setAccessibleName("File")
    assert desk.widget.line.accessibleName() == "File"
