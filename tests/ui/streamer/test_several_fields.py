import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.core.editing import describe_edit
from studio.core.edits import ChangeLayers, LayerChange
from studio.core.scene import Fit, Layer
from studio.ui.streamer.several_fields import SeveralFields
from tests.support.small_show import small_show

_ONE = Layer("film", "Film", "film", opacity=0.5, is_visible=False)
_TWO = Layer("card", "Card", "card", rotation_deg=10.0)


class Desk:
    """The fields of two layers, and what was asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.asked: list[tuple[LayerChange, ...]] = []
        self.merges: list[str] = []
        self.fields = SeveralFields(self._take)
        qtbot.addWidget(self.fields)
        self.fields.show()
        self.fields.fill((_ONE, _TWO))

    def _take(self, changes: tuple[LayerChange, ...], merge_key: str) -> None:
        self.asked.append(changes)
        self.merges.append(merge_key)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_what_differs_is_mixed_and_what_does_not_is_said(desk: Desk) -> None:
    fields = desk.fields
    assert fields.visible.checkState() is Qt.CheckState.PartiallyChecked
    assert fields.locked.checkState() is Qt.CheckState.Unchecked
    assert fields.opacity.value() == 75
    assert fields.fit.currentIndex() >= 0
    assert desk.asked == []
    fields.fill((_ONE, msgspec.structs.replace(_TWO, fit=Fit.COVER)))
    assert fields.fit.currentIndex() == -1
    fields.fill((_ONE, _ONE))
    assert fields.visible.checkState() is Qt.CheckState.Unchecked
    assert desk.asked == []


def test_a_click_makes_all_of_them_the_same(desk: Desk) -> None:
    desk.fields.visible.click()
    assert [(one.layer_id, one.is_visible) for one in desk.asked[0]] == [
        ("film", True),
        ("card", True),
    ]
    desk.fields.locked.click()
    assert [one.is_locked for one in desk.asked[1]] == [True, True]
    assert desk.merges == ["", ""]


def test_a_drag_is_one_step_for_all(desk: Desk) -> None:
    desk.fields.opacity.setValue(40)
    desk.fields.opacity.setValue(30)
    desk.fields.rotation.setValue(-20)
    assert [one.opacity for one in desk.asked[1]] == [0.3, 0.3]
    assert [one.rotation_deg for one in desk.asked[2]] == [-20.0, -20.0]
    assert desk.merges[0] == desk.merges[1] != desk.merges[2]
    desk.fields.fit.activated.emit(0)
    assert {one.fit for one in desk.asked[3]} == {desk.fields.fit.currentData()}


def test_the_step_has_a_good_name(desk: Desk) -> None:
    desk.fields.opacity.setValue(40)
    edit = ChangeLayers("one", desk.asked[0])
    assert describe_edit(small_show(), edit) == "Fade 2 layers"
