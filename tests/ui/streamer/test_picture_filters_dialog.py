import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import RemoveLayers
from studio.core.messages.requests import ApplyEdit, Undo
from studio.core.picture_filters import Blur, ChromaKey, Mask, MaskShape, PictureFilter, key_for
from studio.core.scene import Layer
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.picture_filters_dialog import PictureFiltersDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, choose, cut_words

_PATIENCE_MS = 30_000


@pytest.fixture
def dialog(parent: QWidget, session: Session, theme: Theme) -> PictureFiltersDialog:
    parent.setStyleSheet("background: #12b43c")
    made = PictureFiltersDialog(parent, session, theme, parent, ("one", "cam"))
    made.show()
    return made


def layer_of(studio: FakeStudio) -> Layer:
    return next(one for one in studio.show.scenes[0].layers if one.id == "cam")


def wait_for(qtbot: QtBot, studio: FakeStudio, *filters: PictureFilter) -> None:
    qtbot.waitUntil(lambda: layer_of(studio).filters == filters, timeout=_PATIENCE_MS)


def test_a_filter_is_added_to_the_layer_and_named_for_undo(
    qtbot: QtBot, dialog: PictureFiltersDialog, studio: FakeStudio
) -> None:
    assert dialog.windowTitle() == "Filters: Camera"
    choose(child(dialog, QToolButton, "Add a filter"), "Blur")
    wait_for(qtbot, studio, Blur())
    assert studio.history.undo_name == "Filter Camera"
    studio.answer(Undo())
    qtbot.waitUntil(lambda: child(dialog, QListWidget).count() == 0, timeout=_PATIENCE_MS)


def test_a_preset_takes_the_place_of_what_was_there(
    qtbot: QtBot, dialog: PictureFiltersDialog, studio: FakeStudio
) -> None:
    choose(child(dialog, QToolButton, "Add a filter"), "Blur")
    choose(child(dialog, QPushButton, "Presets"), "Round camera")
    wait_for(qtbot, studio, Mask(shape=MaskShape.CIRCLE))


def test_a_colour_is_taken_from_the_picture_as_one_step(
    qtbot: QtBot, dialog: PictureFiltersDialog, studio: FakeStudio, parent: QWidget
) -> None:
    choose(child(dialog, QToolButton, "Add a filter"), "Chroma key")
    wait_for(qtbot, studio, ChromaKey())
    QTest.mouseClick(child(dialog, QPushButton, "Take from picture"), Qt.MouseButton.LeftButton)
    wait_for(qtbot, studio, ChromaKey(is_enabled=False))
    QTest.mouseClick(parent, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    wait_for(qtbot, studio, key_for("#12b43c"))
    studio.answer(Undo())
    wait_for(qtbot, studio, ChromaKey())


def test_closing_while_a_colour_is_taken_switches_the_key_on_again(
    qtbot: QtBot, dialog: PictureFiltersDialog, studio: FakeStudio
) -> None:
    choose(child(dialog, QToolButton, "Add a filter"), "Chroma key")
    QTest.mouseClick(child(dialog, QPushButton, "Take from picture"), Qt.MouseButton.LeftButton)
    wait_for(qtbot, studio, ChromaKey(is_enabled=False))
    dialog.reject()
    wait_for(qtbot, studio, ChromaKey())


def test_it_goes_with_its_layer(
    qtbot: QtBot, dialog: PictureFiltersDialog, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(dialog.destroyed, timeout=_PATIENCE_MS):
        studio.answer(ApplyEdit(RemoveLayers("one", ("cam",))))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut(
    parent: QWidget, session: Session, studio: FakeStudio, theme: Theme, language: str
) -> None:
    words.choose(language)
    dialog = PictureFiltersDialog(parent, session, theme, parent, ("one", "cam"))
    dialog.show()
    for kind in ("chroma_key", "colour_correction", "lut", "crop", "mask", "blur", "scroll"):
        choose(child(dialog, QToolButton, words.tr("add_filter")), words.tr(f"filter_kind_{kind}"))
        assert cut_words(dialog) == []
