"""A person at the window: a new scene, on air, layers taken by hand, the health bar read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import GetSnapshot, Undo
from studio.core.messages.results import Snapshot
from studio.core.scene import Layer
from studio.core.settings import Settings, UiSettings
from studio.core.settings_file import save_settings
from studio.core.sources import ImageSettings, TextSettings
from studio.core.start import HubStart
from studio.core.status import ShowState
from studio.processes.launch import ask_once, end_all, start_keeper, wait_for_hub
from studio.processes.window import HubConnection, build_shell
from studio.ui.bridge import Bridge
from studio.ui.streamer.window import StreamerWindow

pytestmark = [pytest.mark.e2e, pytest.mark.qt, pytest.mark.timeout(180)]

_PATIENCE_MS = 30_000


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """The data folder of a studio that runs and is not on air."""
    save_settings(tmp_path / "settings.json", Settings(ui=UiSettings(language="en")))
    start = HubStart(str(tmp_path), "127.0.0.1:0", is_demo=True, is_loopback_only=True)
    keeper = start_keeper(start)
    wait_for_hub(tmp_path, keeper)
    yield tmp_path
    end_all(tmp_path)
    keeper.wait(30)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, data_dir: Path) -> Iterator[StreamerWindow]:
    bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state))
    bridge.start()
    opened = build_shell(qapp, bridge, data_dir).window
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    bridge.stop()
    opened.hide()
    opened.deleteLater()


def press(qtbot: QtBot, window: StreamerWindow, name: str) -> None:
    """Click the tool that a screen reader calls so."""
    for tool in window.findChildren(QToolButton):
        if tool.isVisible() and name in (tool.accessibleName(), tool.toolTip()):
            QTest.mouseClick(tool, Qt.MouseButton.LeftButton)
            return
    raise AssertionError(f"no tool is called {name!r}")


def snapshot(data_dir: Path) -> Snapshot:
    answer = ask_once(data_dir, GetSnapshot())
    assert isinstance(answer, Snapshot)
    return answer


def test_a_scene_is_made_the_show_goes_live_and_the_bar_tells(
    qtbot: QtBot, window: StreamerWindow, data_dir: Path
) -> None:
    go_live = window.header.go_live
    qtbot.waitUntil(go_live.isEnabled, timeout=_PATIENCE_MS)
    before = window.scenes.list.count()
    press(qtbot, window, "Add a scene")
    qtbot.waitUntil(lambda: window.scenes.list.count() == before + 1, timeout=_PATIENCE_MS)
    assert len(snapshot(data_dir).show.scenes) == before + 1

    assert "x264" not in window.health.text
    QTest.mouseClick(go_live, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.header.state_text == "LIVE", timeout=_PATIENCE_MS)
    assert snapshot(data_dir).state is ShowState.LIVE
    qtbot.waitUntil(lambda: "x264" in window.health.text, timeout=_PATIENCE_MS)
    for said in ("Mb/s", "fps", "skipped", "CPU"):
        assert said in window.health.text


def test_the_preview_shows_the_programme(qtbot: QtBot, window: StreamerWindow) -> None:
    def colours() -> int:
        image = window.preview.grab().toImage()
        return len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 3)})

    qtbot.waitUntil(lambda: colours() > 30, timeout=_PATIENCE_MS)


def layer_named(data_dir: Path, name: str) -> Layer:
    layers = snapshot(data_dir).show.current_scene.layers
    return next(layer for layer in layers if layer.name == name)


def test_a_layer_is_dragged_turned_and_taken_back(
    qtbot: QtBot, window: StreamerWindow, data_dir: Path
) -> None:
    view, left = window.preview, Qt.MouseButton.LeftButton
    qtbot.waitUntil(lambda: bool(view.hands.contents.layers), timeout=_PATIENCE_MS)
    before = layer_named(data_dir, "Card")
    frame = view.hands.contents.frame(before)
    at = QPointF(*view.viewport.to_widget(frame.x, frame.y))
    QTest.mousePress(view, left, pos=at.toPoint())
    for step in range(1, 20):
        QTest.mouseMove(view, (at + QPointF(6 * step, 3 * step)).toPoint())
    with qtbot.waitSignal(window.stage.stage.stream.settled, timeout=_PATIENCE_MS):
        QTest.mouseRelease(view, left, pos=(at + QPointF(114, 57)).toPoint())
    moved = layer_named(data_dir, "Card")
    assert moved.box.x > before.box.x
    assert moved.box == view.hands.selected()[0].box
    assert snapshot(data_dir).undo_name == "Move Card"
    window.stage.acts.turn(90.0)
    qtbot.waitUntil(
        lambda: layer_named(data_dir, "Card").rotation_deg == 90.0, timeout=_PATIENCE_MS
    )
    for _ in range(2):
        ask_once(data_dir, Undo())
    assert layer_named(data_dir, "Card") == before


def test_words_are_edited_in_the_picture_and_a_copied_picture_is_pasted(
    qtbot: QtBot, window: StreamerWindow, data_dir: Path
) -> None:
    parts = window.stage
    qtbot.waitUntil(lambda: bool(window.preview.hands.contents.layers), timeout=_PATIENCE_MS)
    parts.stage.open_layer(layer_named(data_dir, "Title").id)
    editor = parts.stage.editor
    assert editor is not None
    QTest.keyClicks(editor, "Last day")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def words() -> object:
        show = snapshot(data_dir).show
        source = show.source(layer_named(data_dir, "Title").source_id)
        return source.settings.text if source and isinstance(source.settings, TextSettings) else ""

    qtbot.waitUntil(lambda: words() == "Last day", timeout=_PATIENCE_MS)
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("#00c000"))
    copied = QMimeData()
    copied.setImageData(image)
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(copied)
    qtbot.waitUntil(lambda: clipboard.mimeData().hasImage(), timeout=_PATIENCE_MS)
    parts.clips.paste()
    qtbot.waitUntil(lambda: bool(parts.selection.only), timeout=_PATIENCE_MS)
    now = snapshot(data_dir)
    source = now.show.sources[-1]
    assert isinstance(source.settings, ImageSettings)
    assert Path(source.settings.path).parent == data_dir / "pictures"

    def is_running() -> bool:
        found = snapshot(data_dir).stats.sources
        return any(one.source_id == source.id and one.width_px == 320 for one in found)

    qtbot.waitUntil(is_running, timeout=_PATIENCE_MS)
