"""The moderator's process: a window on the hub, in the person's language, that ends nothing."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.paths import SETTINGS_FILE
from studio.core.settings import Settings, UiSettings
from studio.core.settings_file import save_settings
from studio.processes.moderate import MEMORY_FILE, build_moderator
from studio.ui.bridge import Bridge
from studio.ui.memory import WINDOW_FILE
from tests.fakes.fake_connection import FakeStudio
from tests.support.quiet_application import QuietApplication
from tests.support.small_show import small_show
from tests.support.team import fill

_PATIENCE_MS = 30_000
pytestmark = pytest.mark.qt


def test_in_the_persons_language_with_a_memory_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    ui = UiSettings("zh", "light")
    save_settings(tmp_path / SETTINGS_FILE, Settings(ui=ui))
    studio = FakeStudio(small_show())
    studio.settings = Settings(ui=ui)
    fill(studio)
    bridge = Bridge(studio.make)
    bridge.start()
    application = QuietApplication()
    shell = build_moderator(cast(QApplication, application), bridge, tmp_path)
    window = shell.window
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.work.team.you is not None, timeout=_PATIENCE_MS)
    assert window.work.live.title == "聊天"
    window.docks.show_dock("audit", False)
    window.close()
    assert application.quits == 1
    assert (tmp_path / MEMORY_FILE).is_file()
    assert not (tmp_path / WINDOW_FILE).exists()
    bridge.stop()
