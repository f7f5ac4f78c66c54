import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import AddScene, GroupLayers, RemoveLayers
from studio.core.errors import UnavailableError
from studio.core.messages.events import SourceStatusChanged
from studio.core.messages.requests import ApplyEdit, SwitchScene, Undo
from studio.core.scene import Group, Scene
from studio.core.status import SourceState, SourceStatus
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage.picking import Picked
from studio.ui.streamer.layer_acts import LayerActs
from studio.ui.streamer.layers_panel import LayersPanel
from studio.ui.theme import Theme
from studio.ui.widgets.group_row import GroupRow
from studio.ui.widgets.layer_row import LayerRow
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000


class Desk:
    """The panel and what it said."""

    def __init__(self, qtbot: QtBot, session: Session, theme: Theme, studio: FakeStudio) -> None:
        self.opened: list[QWidget] = []
        self.studio = studio
        self.selection = Selection(session)
        self.acts = LayerActs(session, self.selection)
        self.panel = LayersPanel(session, theme, self.selection, self.acts, self.opened.append)
        session.show_changed.emit()
        qtbot.addWidget(self.panel)
        self.panel.resize(300, 320)
        self.panel.show()
        self.panel.refresh()

    def widget(self, number: int) -> LayerRow | GroupRow:
        widget = self.panel.list.itemWidget(self.panel.list.item(number))
        assert isinstance(widget, LayerRow | GroupRow)
        return widget

    def names(self) -> list[str]:
        count = self.panel.list.count()
        return [texts_of(self.widget(number))[0] for number in range(count)]

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
    assert desk.names() == ["Frame", "Camera", "Film", "Back"]


def test_selecting_is_the_same_everywhere(desk: Desk) -> None:
    desk.click(2)
    desk.click(3, Qt.KeyboardModifier.ControlModifier)
    assert set(desk.panel.chosen()) == {"film", "back"}
    desk.selection.choose("back")
    marked = [number for number in range(4) if desk.panel.list.item(number).isSelected()]
    assert marked == [3]


def test_a_groups_row_stands_for_its_layers(desk: Desk) -> None:
    desk.click(0)
    assert desk.selection.picked == Picked(("cam",))
    assert desk.panel.list.item(1).isSelected()
    desk.click(0, Qt.KeyboardModifier.ControlModifier)
    assert desk.selection.layer_ids == ()


def test_one_layer_of_a_group_is_picked_inside_of_it(
    qtbot: QtBot, desk: Desk, session: Session
) -> None:
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(GroupLayers("one", Group("pair", "Pair"), ("film", "cam")))
    assert desk.names() == ["Pair", "Camera", "Film", "Back"]
    desk.click(2)
    assert desk.selection.picked == Picked(("film",), "pair")
    desk.click(0)
    assert set(desk.selection.layer_ids) == {"film", "cam"}
    desk.click(2, Qt.KeyboardModifier.ControlModifier)
    assert desk.selection.picked == Picked(("cam",), "pair")


def test_a_group_folds_by_button_key_and_double_click(qtbot: QtBot, desk: Desk) -> None:
    group = desk.widget(0)
    assert isinstance(group, GroupRow)
    QTest.mouseClick(group.fold, Qt.MouseButton.LeftButton)
    assert desk.names() == ["Frame", "Film", "Back"]
    desk.click(0)
    assert desk.selection.layer_ids == ("cam",)
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Right)
    assert desk.names()[1] == "Camera"
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Left)
    assert desk.names()[1] == "Film"
    QTest.keyClick(desk.panel.list, Qt.Key.Key_Return)
    assert desk.names()[1] == "Camera"


def test_a_group_is_hidden_and_locked_as_one(qtbot: QtBot, desk: Desk) -> None:
    QTest.mouseClick(desk.widget(0).eye, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: not desk.studio.show.scenes[0].groups[0].is_visible, timeout=_PATIENCE_MS
    )
    qtbot.waitUntil(
        lambda: desk.widget(0).eye.accessibleName() == "Show the group", timeout=_PATIENCE_MS
    )
    QTest.mouseClick(desk.widget(0).lock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.studio.show.scenes[0].groups[0].is_locked, timeout=_PATIENCE_MS)


def test_a_double_click_on_a_layer_opens_it(desk: Desk) -> None:
    opened: list[str] = []
    desk.panel.opened.connect(opened.append)
    desk.click(2)
    place = desk.panel.list.visualItemRect(desk.panel.list.item(2))
    spot = QPoint(place.left() + 60, place.center().y())
    QTest.mouseDClick(desk.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["film"]


def test_hiding_and_locking(qtbot: QtBot, desk: Desk) -> None:
    QTest.mouseClick(desk.widget(2).eye, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: not desk.studio.show.scenes[0].layers[1].is_visible, timeout=_PATIENCE_MS
    )
    qtbot.waitUntil(lambda: desk.widget(2).eye.accessibleName() == "Show", timeout=_PATIENCE_MS)
    QTest.mouseClick(desk.widget(2).lock, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.studio.show.scenes[0].layers[1].is_locked, timeout=_PATIENCE_MS)


def test_the_order_by_buttons(qtbot: QtBot, desk: Desk) -> None:
    desk.click(2)
    desk.press("Move up")
    qtbot.waitUntil(lambda: desk.order() == ["back", "cam", "film"], timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: desk.names()[0] == "Film", timeout=_PATIENCE_MS)
    assert desk.panel.chosen() == ["film"]
    desk.press("Move up")  # it is on top already
    desk.press("Move down")
    qtbot.waitUntil(lambda: desk.order() == ["back", "film", "cam"], timeout=_PATIENCE_MS)


def test_the_order_by_dragging(qtbot: QtBot, desk: Desk) -> None:
    desk.click(3)
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    assert model.moveRow(root, 3, root, 0)
    qtbot.waitUntil(lambda: desk.order() == ["film", "cam", "back"], timeout=_PATIENCE_MS)
    qtbot.waitUntil(
        lambda: desk.names() == ["Back", "Frame", "Camera", "Film"], timeout=_PATIENCE_MS
    )


def test_a_layer_dragged_under_a_groups_row_is_in_the_group(qtbot: QtBot, desk: Desk) -> None:
    desk.click(3)
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    assert model.moveRow(root, 3, root, 1)
    qtbot.waitUntil(lambda: desk.order() == ["film", "cam", "back"], timeout=_PATIENCE_MS)
    layers = desk.studio.show.scenes[0].layers
    assert [layer.group_id for layer in layers] == ["", "g", "g"]


def test_the_trash_removes_and_undo_brings_back(qtbot: QtBot, desk: Desk, session: Session) -> None:
    desk.click(2)
    desk.press("Remove")
    qtbot.waitUntil(lambda: desk.order() == ["back", "cam"], timeout=_PATIENCE_MS)
    session.ask(Undo())
    qtbot.waitUntil(lambda: desk.names()[2:] == ["Film", "Back"], timeout=_PATIENCE_MS)


def test_a_source_that_fails_is_marked(qtbot: QtBot, desk: Desk) -> None:
    status = SourceStatus("cam", SourceState.RETRYING, "the camera was unplugged")
    desk.studio.tell(SourceStatusChanged(status))
    qtbot.waitUntil(lambda: "!" in texts_of(desk.widget(1)), timeout=_PATIENCE_MS)
    assert desk.widget(1).toolTip() == "The camera was unplugged"
    assert "!" not in texts_of(desk.widget(2))


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


def test_a_refused_order_goes_back(qtbot: QtBot, desk: Desk, session: Session) -> None:
    desk.studio.refusal = UnavailableError("the studio is away", "hub")
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        assert model.moveRow(root, 2, root, 0)
    assert desk.names() == ["Frame", "Camera", "Film", "Back"]


def test_two_layers_dragged_together_both_move_and_are_one_step_to_undo(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.click(2)
    desk.click(3, Qt.KeyboardModifier.ControlModifier)
    model = desk.panel.list.model()
    root = model.index(-1, -1)
    assert model.moveRow(root, 3, root, 0)
    assert model.moveRow(root, 3, root, 0)
    qtbot.waitUntil(lambda: desk.order() == ["cam", "back", "film"], timeout=_PATIENCE_MS)
    desk.studio.history.undo()
    assert desk.order() == ["back", "film", "cam"]


def test_a_layer_that_is_gone_is_selected_no_more(qtbot: QtBot, desk: Desk) -> None:
    desk.click(2)
    desk.studio.answer(ApplyEdit(RemoveLayers("one", ("film",))))
    qtbot.waitUntil(lambda: desk.names() == ["Frame", "Camera", "Back"], timeout=_PATIENCE_MS)
    assert desk.selection.layer_ids == ()
