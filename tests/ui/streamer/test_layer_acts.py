from collections.abc import Callable
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from studio.core.edits import ArrangeLayers, ChangeLayers, GroupLayers, LayerChange, RemoveLayers
from studio.core.messages.requests import ApplyEdit, Undo
from studio.core.scene import Box, Fit, Layer
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage.arranging import Axis, Edge
from studio.ui.streamer.layer_acts import LayerActs, contents_of
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


class Desk:
    def __init__(self, qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
        self._qtbot = qtbot
        self.session, self.studio = session, studio
        self.selection = Selection(session)
        self.acts = LayerActs(session, self.selection)
        session.show_changed.emit()
        self.selection.choose("back", "film")

    def do(self, act: Callable[[], object]) -> None:
        with self._qtbot.waitSignal(self.session.show_changed, timeout=_PATIENCE_MS):
            act()

    def layers(self) -> dict[str, Layer]:
        return {layer.id: layer for layer in self.studio.show.scenes[0].layers}

    def order(self) -> list[str]:
        return list(self.layers())

    def last(self) -> object:
        request = self.studio.asked[-1]
        assert isinstance(request, ApplyEdit)
        return request.edit


@pytest.fixture
def desk(qtbot: QtBot, session: Session, studio: FakeStudio) -> Desk:
    return Desk(qtbot, session, studio)


def test_every_act_on_several_is_one_step_with_a_name(desk: Desk) -> None:
    desk.do(desk.acts.toggle_visible)
    assert isinstance(desk.last(), ChangeLayers)
    assert desk.studio.history.undo_name == "Hide 2 layers"
    desk.do(lambda: desk.session.ask(Undo()))
    assert all(layer.is_visible for layer in desk.layers().values())


def test_hidden_ones_are_shown_and_locked_ones_unlocked(desk: Desk) -> None:
    for act in (desk.acts.toggle_visible, desk.acts.toggle_visible, desk.acts.toggle_locked):
        desk.do(act)
    assert desk.layers()["back"].is_visible
    assert desk.layers()["film"].is_locked
    desk.do(desk.acts.toggle_locked)
    assert not desk.layers()["film"].is_locked


def test_order_up_and_to_the_ends(desk: Desk) -> None:
    desk.do(lambda: desk.acts.shift(1))
    assert desk.order() == ["cam", "back", "film"]
    assert isinstance(desk.last(), ArrangeLayers)
    desk.do(lambda: desk.acts.to_end(is_front=False))
    assert desk.order() == ["back", "film", "cam"]
    asked = len(desk.studio.asked)
    desk.acts.shift(-1)  # they are at the bottom already
    assert len(desk.studio.asked) == asked


def test_grouping_and_back(desk: Desk) -> None:
    desk.do(desk.acts.group)
    assert isinstance(desk.last(), GroupLayers)
    assert [group.name for group in desk.acts.groups] == ["Group 2"]
    desk.do(desk.acts.ungroup)
    assert desk.acts.groups == ()
    desk.selection.choose("film")
    asked = len(desk.studio.asked)
    desk.acts.group()  # one alone is no group
    assert len(desk.studio.asked) == asked


def test_place_size_and_turn(desk: Desk) -> None:
    acts = desk.acts
    acts.change(())
    desk.do(lambda: acts.fill(Fit.STRETCH))
    assert desk.layers()["film"].fit is Fit.STRETCH
    desk.do(lambda: acts.turn(90.0))
    assert desk.layers()["film"].rotation_deg == 90.0
    desk.do(acts.reset)
    assert desk.layers()["film"].rotation_deg == 0.0
    assert desk.layers()["film"].fit is Fit.CONTAIN


def test_align_distribute_and_centre(desk: Desk) -> None:
    boxes = {"back": Box(0.1, 0.1, 0.1, 0.1), "film": Box(0.5, 0.3, 0.2, 0.2)}
    for name, box in boxes.items():
        desk.selection.choose(name)
        edit = ChangeLayers("one", (LayerChange(name, box=box),))
        desk.do(partial(desk.session.edit, edit))
    desk.selection.choose("back", "film")
    desk.do(lambda: desk.acts.align(Edge.LEFT, to_canvas=False))
    assert desk.layers()["film"].box.x == pytest.approx(0.1)
    desk.do(desk.acts.centre)
    assert desk.layers()["back"].box.x == pytest.approx(0.4)
    asked = len(desk.studio.asked)
    desk.acts.distribute(Axis.ACROSS)  # two have one gap only
    desk.acts.own_size()  # nobody knows how large they are
    assert len(desk.studio.asked) == asked


def test_locked_layers_stay_where_they_are(desk: Desk) -> None:
    desk.do(desk.acts.toggle_locked)
    asked = len(desk.studio.asked)
    desk.acts.fill(Fit.COVER)
    desk.acts.align(Edge.RIGHT, to_canvas=True)
    desk.acts.centre()
    assert len(desk.studio.asked) == asked


def test_removing_and_nothing_selected(desk: Desk) -> None:
    desk.do(desk.acts.remove)
    assert isinstance(desk.last(), RemoveLayers)
    assert desk.order() == ["cam"]
    assert desk.selection.layer_ids == ()
    asked = len(desk.studio.asked)
    desk.acts.remove()
    desk.acts.shift(1)
    assert len(desk.studio.asked) == asked


def test_contents_are_those_of_the_scene(desk: Desk) -> None:
    found = contents_of(desk.session)
    assert [layer.id for layer in found.layers] == ["back", "film", "cam"]
    assert found.canvas == desk.studio.show.canvas
