from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.core.edits import AddLayers, AddSource, ChangeLayers
from studio.core.errors import UnavailableError
from studio.core.messages.requests import ApplyEdit, KeepPicture, Undo
from studio.core.scene import Box, Layer, Source
from studio.core.sources import ImageSettings, MediaSettings, TextSettings
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.stage.drag import Act
from studio.ui.streamer.stage import Stage
from studio.ui.theme import Theme
from studio.ui.widgets.preview import PreviewView
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
LEFT = Qt.MouseButton.LeftButton


class Desk:
    def __init__(self, qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme) -> None:
        self.qtbot, self.session, self.studio = qtbot, session, studio
        self.view = PreviewView(theme, lambda: "")
        qtbot.addWidget(self.view)
        self.view.resize(820, 470)
        self.view.show()
        self.view.activateWindow()
        self.selection = Selection(session)
        self.stage = Stage(session, self.selection, self.view)
        self.said: list[str] = []
        self.stage.said.connect(self.said.append)
        words = Source("words", "Words", TextSettings("Sale"))
        layer = Layer("words", "Words", "words", box=Box(0.1, 0.1, 0.3, 0.2))
        self.do(lambda: session.edit(AddLayers("one", (layer,), (words,))))

    def do(self, act: Callable[[], object]) -> None:
        with self.qtbot.waitSignal(self.session.show_changed, timeout=_PATIENCE_MS):
            act()

    def layer(self, layer_id: str) -> Layer:
        return next(one for one in self.studio.show.scenes[0].layers if one.id == layer_id)


@pytest.fixture
def desk(qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme) -> Desk:
    return Desk(qtbot, session, studio, theme)


def test_a_drag_is_one_step_and_lands_where_it_was_let_go(qtbot: QtBot, desk: Desk) -> None:
    view = desk.view
    start = view.viewport.to_widget(200, 150)
    QTest.mousePress(view, LEFT, pos=QPointF(*start).toPoint())
    with qtbot.waitSignal(desk.stage.stream.settled, timeout=_PATIENCE_MS):
        for step in range(1, 40):
            QTest.mouseMove(view, QPointF(start[0] + 4 * step, start[1] + 2 * step).toPoint())
        QTest.mouseRelease(view, LEFT, pos=QPointF(start[0] + 156, start[1] + 78).toPoint())
    lies = view.hands.selected()[0].box
    qtbot.waitUntil(lambda: desk.layer("words").box == lies, timeout=_PATIENCE_MS)
    edits = [one.edit for one in desk.studio.asked[1:] if isinstance(one, ApplyEdit)]
    assert all(isinstance(edit, ChangeLayers) for edit in edits)
    assert desk.studio.history.undo_name == "Move Words"
    desk.do(lambda: desk.session.ask(Undo()))
    assert desk.layer("words").box == Box(0.1, 0.1, 0.3, 0.2)


def test_a_refused_drag_goes_back(qtbot: QtBot, desk: Desk) -> None:
    desk.selection.choose("words")
    desk.studio.refusal = UnavailableError("not now", "hub")
    with qtbot.waitSignal(desk.stage.stream.settled, timeout=_PATIENCE_MS):
        desk.view.posed.emit(desk.view.hands.nudge(50, 0), Act.MOVE, "nudge")
    assert desk.view.hands.selected()[0].box == Box(0.1, 0.1, 0.3, 0.2)


def test_words_are_edited_where_they_stand(qtbot: QtBot, desk: Desk) -> None:
    at = QPointF(*desk.view.viewport.to_widget(250, 150)).toPoint()
    QTest.mouseDClick(desk.view, LEFT, pos=at)
    editor = desk.stage.editor
    assert editor is not None
    assert editor.geometry().intersects(QRect(at.x() - 5, at.y() - 5, 10, 10))
    qtbot.waitUntil(editor.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClicks(editor, "Last day")
    desk.do(lambda: QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    source = desk.studio.show.source("words")
    assert source is not None
    assert source.settings == TextSettings("Last day")
    assert desk.stage.editor is None


def test_words_hold_when_another_layer_is_selected_or_the_view_changes(desk: Desk) -> None:
    for number, go_on in enumerate((lambda: desk.view.zoom(1), lambda: desk.view.resize(700, 400))):
        desk.stage.open_layer("words")
        assert desk.stage.editor is not None
        desk.stage.editor.setPlainText(f"Take {number}")
        desk.do(go_on)
        assert desk.stage.editor is None
    desk.stage.open_layer("words")
    assert desk.stage.editor is not None
    desk.selection.choose("cam")
    assert desk.stage.editor is None
    source = desk.studio.show.source("words")
    assert source is not None
    assert source.settings == TextSettings("Take 1")
    assert desk.view.accessibleDescription() == "Camera"


def test_a_film_offers_another_file(desk: Desk) -> None:
    desk.selection.choose("film")
    desk.stage.open_selected()
    dialog = desk.view.findChild(QFileDialog)
    assert dialog is not None
    desk.do(lambda: dialog.fileSelected.emit("/films/other.mp4"))
    source = desk.studio.show.source("film")
    assert source is not None
    assert source.settings == MediaSettings("/films/other.mp4")
    dialog.close()


def test_what_has_nothing_to_open_shows_its_details(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.stage.wanted_details, timeout=_PATIENCE_MS):
        desk.stage.open_layer("cam")
    desk.stage.open_layer("gone")
    assert desk.stage.editor is None


def test_files_become_layers_and_unknown_ones_are_refused(desk: Desk, tmp_path: Path) -> None:
    picture, sound, odd = tmp_path / "p.png", tmp_path / "s.mp3", tmp_path / "x.exe"
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa0000"))
    assert image.save(str(picture), "PNG")  # type: ignore[call-overload]
    sound.write_bytes(b"x")
    odd.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (picture, sound, odd)])
    desk.do(lambda: desk.stage.drop(data, QPointF(640, 360)))
    desk.qtbot.waitUntil(
        lambda: bool(desk.selection.only) and any(map(_adds_source, desk.studio.asked)),
        timeout=_PATIENCE_MS,
    )
    layer = desk.layer(desk.selection.only)
    assert layer.box.x + layer.box.width / 2 == pytest.approx(0.5)
    assert len(desk.said) == 1
    assert "x.exe is of a kind" in desk.said[0]
    sounds = [one for one in desk.studio.asked if _adds_source(one)]
    assert len(sounds) == 1


def _adds_source(request: object) -> bool:
    return isinstance(request, ApplyEdit) and isinstance(request.edit, AddSource)


def test_a_pasted_picture_is_kept_and_becomes_a_layer(desk: Desk) -> None:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(QColor("#00aa00"))
    data = QMimeData()
    data.setImageData(image)
    desk.do(lambda: desk.stage.drop(data))
    (kept,) = [one for one in desk.studio.asked if isinstance(one, KeepPicture)]
    source = desk.studio.show.sources[-1]
    assert source.settings == ImageSettings(f"/data/pictures/{kept.digest}.png")
    broken = QMimeData()
    broken.setImageData(QImage())
    desk.stage.drop(broken)
    assert len(desk.said) <= 1


def test_safe_areas_come_and_go(desk: Desk) -> None:
    desk.stage.toggle_safe_areas()
    assert desk.view.shows_safe_areas
    desk.stage.toggle_safe_areas()
    assert not desk.view.shows_safe_areas
