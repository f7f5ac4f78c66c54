import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import AddScene, RemoveLayers
from studio.core.errors import UnavailableError
from studio.core.messages.events import SourceStatusChanged
from studio.core.messages.requests import ApplyEdit, SwitchScene, Undo
from studio.core.scene import Scene
from studio.core.status import SourceState, SourceStatus
from studio.ui.session import Session
from studio.ui.streamer.layers_panel import LayersPanel
from studio.ui.theme import Theme
from studio.ui.widgets.layer_row import LayerRow
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000


class Desk:
    """The panel and what it said."""

    def __init__(self, qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio) -> None:
        self.opened: list[QWidget] = []
        self.selected: list[str] = []
        self.studio = studio
        self.panel = LayersPanel(session, theme, self.opened.append)
        self.panel.selected.connect(self.selected.append)
        qtbot.addWidget(self.panel)
        self.panel.resize(300, 320)
        self.panel.show()
        self.panel.refresh()

    def row(self, number: int) -> LayerRow:
        widget = self.panel.list.itemWidget(self.panel.list.item(number))
        assert isinstance(widget, LayerRow)
        return widget

    def names(self) -> list[str]:
        count = self.panel.list.count()
        return [texts_of(self.row(number))[0] for number in range(count)]

    def order(self) -> list[str]:
        return [layer.id for layer in self.studio.show.scenes[0].layers]

    def click(
        self, number: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        place = self.panel.list.visualItemRect(self.panel.list.item(number))
        spot = QPoint(place.left() + 60, place.center().y())
        QTest.mouseClick(self.panel.list.viewport(), Qt.MouseButton.LeftButton, keys, spot)

    def press(self, tool: str) -> None:
        QTest.mouseClick(child(self.panel, QToolButton, tool), Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio) -> Desk:
    return Desk(qtbot, session, theme, studio)


def test_the_topmost_layer_stands_first(desk: Desk) -> None:
    assert desk.names() == ["Frame / Camera", "Film", "Back"]


def test_selecting_tells_which_one(desk: Desk) -> None:
    desk.click(1)
    desk.click(2, Qt.KeyboardModifier.ControlModifier)
    assert desk.selected == ["film", ""]
    assert set(desk.panel.chosen()) == {"film", "back"}
    desk.panel.choose("cam")
    assert desk.panel.chosen() == ["cam"]


def test_hiding_and_locking(qtbot: QtBot, desk: Desk) -> None:
    QTest.mouseClick(desk.row(1).eye, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: not desk.studio.show.scenes[0].layers[1].is_visible, timeout=_PATIENCE_MS
    )
    qtbot.waitUntil(lambda: desk.row(1).eye.accessibleName() == "Show", timeout=_PATIENCE_MS)
    QTest.mouseClick(desk.row(1).lock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.studio.show.scenes[0].layers[1].is_locked, timeout=_PATIENCE_MS)


def test_the_order_by_buttons(qtbot: QtBot, desk: Desk) -> None:
    desk.click(1)
    desk.press("Move up")
    qtbot.waitUntil(lambda: desk.order() == ["back", "cam", "film"], timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: desk.names()[0] == "Film", timeout=_PATIENCE_MS)
    assert desk.panel.chosen() == ["film"]
    desk.press("Move up")  # it is on top already
    desk.press("Move down")
    qtbot.waitUntil(lambda: desk.order() == ["back", "film", "cam"], timeout=_PATIENCE_MS)


def test_the_order_by_dragging(qtbot: QtBot, desk: Desk) -> None:
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    assert model.moveRow(root, 2, root, 0)
    qtbot.waitUntil(lambda: desk.order() == ["film", "cam", "back"], timeout=_PATIENCE_MS)
    qtbot.waitUntil(
        lambda: desk.names() == ["Back", "Frame / Camera", "Film"], timeout=_PATIENCE_MS
    )


def test_delete_removes_and_undo_brings_back(qtbot: QtBot, desk: Desk, session: Session) -> None:
    desk.click(1)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.order() == ["back", "cam"], timeout=_PATIENCE_MS)
    session.ask(Undo())
    qtbot.waitUntil(lambda: desk.names()[1:] == ["Film", "Back"], timeout=_PATIENCE_MS)


def test_grouping_needs_two(qtbot: QtBot, desk: Desk) -> None:
    desk.click(1)
    desk.panel.group()
    desk.click(2, Qt.KeyboardModifier.ControlModifier)
    desk.panel.group()
    qtbot.waitUntil(lambda: len(desk.studio.show.scenes[0].groups) == 2, timeout=_PATIENCE_MS)
    assert len(desk.studio.asked) == 1


def test_a_source_that_fails_is_marked(qtbot: QtBot, desk: Desk) -> None:
    status = SourceStatus("cam", SourceState.RETRYING, "the camera was unplugged")
    desk.studio.tell(SourceStatusChanged(status))
    qtbot.waitUntil(lambda: "!" in texts_of(desk.row(0)), timeout=_PATIENCE_MS)
    assert desk.row(0).toolTip() == "The camera was unplugged"
    assert "!" not in texts_of(desk.row(1))


def test_an_empty_scene_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    desk.studio.answer(ApplyEdit(AddScene(Scene("new", "New"))))
    desk.studio.answer(SwitchScene("new"))
    qtbot.waitUntil(lambda: not desk.panel.list.isVisible(), timeout=_PATIENCE_MS)
    assert any("This scene is empty" in text for text in texts_of(desk.panel))
    desk.press("Remove")
    assert not any(
        isinstance(asked, ApplyEdit) and isinstance(asked.edit, RemoveLayers)
        for asked in desk.studio.asked
    )
    desk.press("Add a layer or a sound")
    assert desk.opened == [desk.panel.add_button]


def test_the_order_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    desk.panel.activateWindow()
    desk.click(1)
    qtbot.waitUntil(desk.panel.list.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: desk.names()[0] == "Film", timeout=_PATIENCE_MS)
    assert desk.order() == ["back", "cam", "film"]
    assert desk.panel.chosen() == ["film"]
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: desk.order() == ["back", "film", "cam"], timeout=_PATIENCE_MS)


def test_a_refused_order_goes_back(qtbot: QtBot, desk: Desk, session: Session) -> None:
    desk.studio.refusal = UnavailableError("the studio is away", "hub")
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        assert model.moveRow(root, 2, root, 0)
    assert desk.names() == ["Frame / Camera", "Film", "Back"]


def test_two_layers_dragged_together_both_move_and_are_one_step_to_undo(
    qtbot: QtBot, desk: Desk
) -> None:
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    assert model.moveRow(root, 2, root, 0)
    assert model.moveRow(root, 2, root, 0)
    qtbot.waitUntil(lambda: desk.order() == ["cam", "back", "film"], timeout=_PATIENCE_MS)
    desk.studio.history.undo()
    assert desk.order() == ["back", "film", "cam"]


def test_a_layer_that_is_gone_is_selected_no_more(qtbot: QtBot, desk: Desk) -> None:
    desk.click(1)
    desk.studio.answer(SwitchScene("two"))
    qtbot.waitUntil(lambda: desk.names() == ["Film"], timeout=_PATIENCE_MS)
    assert desk.selected == ["film"]  # this scene has it too
    desk.studio.answer(ApplyEdit(RemoveLayers("two", ("film",))))
    qtbot.waitUntil(lambda: desk.selected == ["film", ""], timeout=_PATIENCE_MS)
