from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.scene import Group
from studio.ui.theme import Theme
from studio.ui.widgets.group_row import GroupRow
from tests.support.widgets import texts_of


def test_a_group_folds_hides_and_locks(qtbot: QtBot, theme: Theme) -> None:
    asked: list[tuple[object, ...]] = []
    row = GroupRow(
        Group("g", "Frame", is_locked=True),
        3,
        theme,
        lambda *said: asked.append(said),
        lambda group_id: asked.append((group_id,)),
        is_folded=False,
    )
    qtbot.addWidget(row)
    row.show()
    for button in (row.fold, row.eye, row.lock):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [("g",), ("g", False, None), ("g", None, False)]
    assert row.fold.accessibleName() == "Fold the group"
    assert row.lock.accessibleName() == "Unlock the group"
    assert row.accessibleName() == "Group Frame, 3 layers"
    assert texts_of(row) == ["Frame", "3"]
