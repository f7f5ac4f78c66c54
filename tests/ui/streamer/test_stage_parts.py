from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.session import Session
from studio.ui.streamer.stage_parts import StageParts
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def parts_on(qtbot: QtBot, parent: QWidget, session: Session, theme: Theme) -> StageParts:
    made = StageParts(session, theme, lambda: "", lambda _button: None)
    column = QVBoxLayout(parent)
    column.addWidget(made.view)
    column.addWidget(made.layers)
    made.bind_menu(parent, made.commands)
    session.show_changed.emit()
    qtbot.waitUntil(made.view.isVisible, timeout=_PATIENCE_MS)
    column.activate()
    parent.activateWindow()
    return made


def test_stage_and_list_show_the_same_selection(
    qtbot: QtBot, parent: QWidget, session: Session, theme: Theme
) -> None:
    parts = parts_on(qtbot, parent, session, theme)
    QTest.mouseClick(parts.view, Qt.MouseButton.LeftButton, pos=parts.view.rect().center())
    assert parts.layers.chosen() == ["cam"]
    assert parts.layers.list.item(1).isSelected()
    parts.layers.list.item(3).setSelected(True)
    assert set(parts.view.hands.picked.layer_ids) == {"cam", "back"}


def test_keys_hold_on_the_stage_and_in_the_list(
    qtbot: QtBot, parent: QWidget, session: Session, theme: Theme, studio: FakeStudio
) -> None:
    parts = parts_on(qtbot, parent, session, theme)
    parts.view.setFocus()
    qtbot.waitUntil(parts.view.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(parts.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(parts.selection.layer_ids) == 3
    QTest.keyClick(parts.view, Qt.Key.Key_L)
    qtbot.waitUntil(
        lambda: all(layer.is_locked for layer in studio.show.scenes[0].layers),
        timeout=_PATIENCE_MS,
    )
    parts.selection.choose("film")
    parts.layers.list.setFocus()
    qtbot.waitUntil(parts.layers.list.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(parts.layers.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: studio.show.scenes[0].layers[2].id == "film", timeout=_PATIENCE_MS)
    QTest.keyClick(parts.layers.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(studio.show.scenes[0].layers) == 2, timeout=_PATIENCE_MS)


def test_the_menu_opens_on_both(
    qtbot: QtBot, parent: QWidget, session: Session, theme: Theme
) -> None:
    parts = parts_on(qtbot, parent, session, theme)
    for asker in (parts.view, parts.layers):
        asker.menu_wanted.emit(parent.mapToGlobal(QPoint(10, 10)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert "Copy" in [action.text() for action in menu.actions()]
        menu.close()
