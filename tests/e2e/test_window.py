"""A person at the window: a new scene, on air, the health bar read, and a crash survived."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import GetSnapshot
from studio.core.messages.results import Snapshot
from studio.core.settings import Settings, UiSettings
from studio.core.settings_file import save_settings
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
