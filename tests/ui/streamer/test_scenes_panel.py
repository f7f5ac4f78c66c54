from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.edits import AddScene, RemoveScene, RenameShow
from studio.core.errors import UnavailableError
from studio.core.messages.requests import ApplyEdit, PreviewScene, SetPreviewMode, SwitchScene, Undo
from studio.core.scene import Scene
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.streamer.scenes_panel import ScenesPanel
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child

_PATIENCE_MS = 30_000


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme, pictures: Pictures) -> ScenesPanel:
    made = ScenesPanel(session, theme, pictures)
    qtbot.addWidget(made)
    made.resize(280, 240)
    made.show()
    made.refresh()
    return made


def names(panel: ScenesPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def press(panel: ScenesPanel, tool: str) -> None:
    QTest.mouseClick(child(panel, QToolButton, tool), Qt.MouseButton.LeftButton)


def test_a_new_scene_is_added_and_shown(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio
) -> None:
    assert names(panel) == ["One", "Two"]
    press(panel, "Add a scene")
    qtbot.waitUntil(lambda: names(panel) == ["One", "Two", "Scene 3"], timeout=_PATIENCE_MS)
    qtbot.waitUntil(
        lambda: studio.show.current_scene_id == studio.show.scenes[2].id, timeout=_PATIENCE_MS
    )


def test_a_click_switches_and_the_same_scene_is_not_asked_for_again(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio
) -> None:
    def is_shown(row: int) -> bool:
        is_current = studio.show.current_scene_id == studio.show.scenes[row].id
        return is_current and panel.list.currentRow() == row

    interval_ms = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)  # two clicks, however fast this machine is
    for row in (1, 1, 0):
        place = panel.list.visualItemRect(panel.list.item(row)).center()
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(partial(is_shown, row), timeout=_PATIENCE_MS)
    QApplication.setDoubleClickInterval(interval_ms)
    assert studio.asked == [SwitchScene("two"), SwitchScene("one")]


def test_there_and_back_faster_than_the_answer(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio
) -> None:
    for row in (1, 0):
        panel.list.itemClicked.emit(panel.list.item(row))
    qtbot.waitUntil(lambda: len(studio.asked) == 2, timeout=_PATIENCE_MS)
    assert studio.asked == [SwitchScene("two"), SwitchScene("one")]


def test_renaming_with_the_keyboard(qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio) -> None:
    panel.list.setCurrentRow(1)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    editor = child(panel.list, QLineEdit)
    QTest.keyClicks(editor, "Wheel")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.show.scenes[1].name == "Wheel", timeout=_PATIENCE_MS)
    assert names(panel) == ["One", "Wheel"]


def test_a_copy(qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio) -> None:
    press(panel, "Duplicate the scene")
    qtbot.waitUntil(lambda: "One copy" in names(panel), timeout=_PATIENCE_MS)
    copy = next(scene for scene in studio.show.scenes if scene.name == "One copy")
    assert len(copy.layers) == 3


def test_taking_away_the_shown_scene_shows_another_first_and_undo_brings_it_back(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio, session: Session
) -> None:
    press(panel, "Remove the scene")
    qtbot.waitUntil(lambda: names(panel) == ["Two"], timeout=_PATIENCE_MS)
    assert studio.asked[0] == SwitchScene("two")
    session.ask(Undo())
    qtbot.waitUntil(lambda: names(panel) == ["One", "Two"], timeout=_PATIENCE_MS)


def test_dragging_reorders(qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio) -> None:
    studio.answer(ApplyEdit(AddScene(Scene("three", "Three"))))
    qtbot.waitUntil(lambda: panel.list.count() == 3, timeout=_PATIENCE_MS)
    model = panel.list.model()
    root = model.index(-1, -1)
    assert model.moveRow(root, 0, root, 3)
    qtbot.waitUntil(
        lambda: [scene.id for scene in studio.show.scenes] == ["two", "three", "one"],
        timeout=_PATIENCE_MS,
    )
    assert names(panel) == ["Two", "Three", "One"]


def choose(panel: ScenesPanel, row: int) -> None:
    panel.list.setCurrentRow(row)
    panel.list.setFocus()


def test_delete_removes_the_chosen_scene(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio
) -> None:
    panel.activateWindow()
    choose(panel, 1)
    qtbot.waitUntil(panel.list.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(panel) == ["One"], timeout=_PATIENCE_MS)
    assert studio.asked == [ApplyEdit(RemoveScene("two"))]


def test_the_last_scene_stays(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio, session: Session
) -> None:
    studio.answer(ApplyEdit(RemoveScene("two")))
    qtbot.waitUntil(lambda: names(panel) == ["One"], timeout=_PATIENCE_MS)
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS) as failed:
        press(panel, "Remove the scene")
    assert failed.args != [""]
    assert names(panel) == ["One"]


@pytest.mark.parametrize("typed", ["", "   "])
def test_a_scene_is_never_without_a_name(
    panel: ScenesPanel, studio: FakeStudio, typed: str
) -> None:
    panel.list.item(1).setText(typed)
    assert names(panel) == ["One", "Two"]
    assert studio.asked == []


def test_a_refused_name_goes_back(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio, session: Session
) -> None:
    studio.refusal = UnavailableError("the studio is away", "hub")
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        panel.list.item(1).setText("Wheel")
    assert names(panel) == ["One", "Two"]


def test_news_of_the_show_leaves_the_chosen_row(
    qtbot: QtBot, panel: ScenesPanel, session: Session
) -> None:
    choose(panel, 1)
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(RenameShow("Evening"))
    assert panel.list.currentRow() == 1


def test_the_keyboard_reorders_and_the_scene_stays_chosen(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio
) -> None:
    panel.activateWindow()
    choose(panel, 1)
    qtbot.waitUntil(panel.list.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: names(panel) == ["Two", "One"], timeout=_PATIENCE_MS)
    assert panel.list.currentRow() == 0
    panel.move_scene(-1)
    panel.move_scene(1)
    qtbot.waitUntil(lambda: names(panel) == ["One", "Two"], timeout=_PATIENCE_MS)
    assert len(studio.asked) == 2


def test_with_the_preview_on_a_click_prepares(
    qtbot: QtBot, panel: ScenesPanel, studio: FakeStudio
) -> None:
    studio.answer(SetPreviewMode())
    qtbot.waitUntil(lambda: studio.show.preview_scene_id == "one", timeout=_PATIENCE_MS)
    qtbot.waitUntil(
        lambda: "Preview" in panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole),
        timeout=_PATIENCE_MS,
    )
    panel.list.itemClicked.emit(panel.list.item(1))
    qtbot.waitUntil(lambda: studio.show.preview_scene_id == "two", timeout=_PATIENCE_MS)
    assert studio.show.current_scene_id == "one"
    assert studio.asked[-1] == PreviewScene("two")
