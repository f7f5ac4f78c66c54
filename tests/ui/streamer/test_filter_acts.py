import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeLayer
from studio.core.messages.requests import ApplyEdit, Undo
from studio.core.picture_filters import Blur, PictureFilter
from studio.ui.session import Session
from studio.ui.streamer.filter_acts import FilterActs
from studio.ui.streamer.picture_filters_dialog import PictureFiltersDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


class Desk:
    def __init__(self, parent: QWidget, session: Session, theme: Theme) -> None:
        self.parent = parent
        self.session = session
        self.selected: list[str] = []
        self.acts = FilterActs(parent, session, theme, parent, lambda: self.selected)

    def possible(self) -> list[str]:
        return [one.id for one in self.acts.commands() if one.is_possible()]


@pytest.fixture
def desk(parent: QWidget, session: Session, theme: Theme) -> Desk:
    return Desk(parent, session, theme)


def filters(studio: FakeStudio) -> dict[str, tuple[PictureFilter, ...]]:
    return {one.id: one.filters for one in studio.show.scenes[0].layers}


def test_the_dialog_opens_once(desk: Desk) -> None:
    desk.acts.open()
    assert desk.parent.findChildren(PictureFiltersDialog) == []
    desk.selected = ["cam"]
    desk.acts.open()
    desk.acts.open()
    (dialog,) = desk.parent.findChildren(PictureFiltersDialog)
    assert dialog.windowTitle() == "Filters: Camera"


def test_filters_are_copied_to_several_layers_as_one_step(
    qtbot: QtBot, desk: Desk, studio: FakeStudio
) -> None:
    studio.answer(ApplyEdit(ChangeLayer("one", "cam", filters=(Blur(),))))
    assert desk.session.scene is not None
    qtbot.waitUntil(
        lambda: any(one.filters for one in desk.session.scene.layers),  # type: ignore[union-attr]
        timeout=_PATIENCE_MS,
    )
    assert desk.possible() == []
    desk.selected = ["cam"]
    assert desk.possible() == ["layer.filters", "layer.copy_filters", "layer.clear_filters"]
    desk.acts.copy()
    desk.selected = ["back", "film"]
    assert desk.possible() == ["layer.filters", "layer.paste_filters"]
    desk.acts.paste()
    wanted = {"back": (Blur(),), "film": (Blur(),), "cam": (Blur(),)}
    qtbot.waitUntil(lambda: filters(studio) == wanted, timeout=_PATIENCE_MS)
    studio.answer(Undo())
    assert filters(studio) == {"back": (), "film": (), "cam": (Blur(),)}
    desk.selected = ["cam"]
    desk.acts.clear()
    qtbot.waitUntil(lambda: filters(studio)["cam"] == (), timeout=_PATIENCE_MS)
