"""The window's process: the person's language and colours, and what closing it does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.errors import StudioError, UnavailableError
from studio.core.messages.events import SettingsChanged, ShowStateChanged
from studio.core.messages.requests import GetSnapshot, ShutDown
from studio.core.paths import SETTINGS_FILE
from studio.core.settings import Settings, UiSettings
from studio.core.settings_file import save_settings
from studio.core.status import ShowState
from studio.processes.window import HubConnection, build_shell, is_first_run
from studio.ui.bridge import Bridge
from studio.ui.streamer.window import StreamerWindow
from studio.ui.theme import style_sheet, themes
from tests.fakes.fake_connection import FakeStudio
from tests.support.quiet_application import QuietApplication
from tests.support.small_show import small_show
from tests.support.widgets import answer_with

_PATIENCE_MS = 30_000

pytestmark = pytest.mark.qt


class Desk:
    """A built window on a studio that a test plays."""

    def __init__(self, data_dir: Path, language: str, theme: str) -> None:
        save_settings(data_dir / SETTINGS_FILE, Settings(ui=UiSettings(language, theme)))
        self.application = QuietApplication()
        self.studio = FakeStudio(small_show())
        self.studio.settings = Settings(ui=UiSettings(language, theme))
        self.bridge = Bridge(self.studio.make)
        self.bridge.start()
        application = cast(QApplication, self.application)
        self.shell = build_shell(application, self.bridge, data_dir)
        self.window.show()

    @property
    def window(self) -> StreamerWindow:
        """The window that stands now."""
        return self.shell.window

    @property
    def state_text(self) -> str:
        """What the header says."""
        return self.window.header.state_text


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str, str], Desk]]:
    opened: list[Desk] = []

    def open_one(language: str, theme: str) -> Desk:
        opened.append(Desk(tmp_path, language, theme))
        qtbot.waitUntil(opened[0].window.header.go_live.isEnabled, timeout=_PATIENCE_MS)
        return opened[0]

    yield open_one
    for desk in opened:
        desk.bridge.stop()
        desk.window.hide()
        desk.window.deleteLater()


@pytest.mark.parametrize(
    ("language", "theme", "go_live"), [("zh", "light", "开始直播"), ("en", "dark", "Go live")]
)
def test_it_speaks_the_persons_language_in_the_persons_colours(
    open_desk: Callable[[str, str], Desk], language: str, theme: str, go_live: str
) -> None:
    desk = open_desk(language, theme)
    assert desk.window.header.go_live.text() == go_live
    assert desk.application.sheets == [style_sheet(themes()[theme])]


def test_another_language_holds_at_once_and_the_window_stands_as_before(
    qtbot: QtBot, open_desk: Callable[[str, str], Desk]
) -> None:
    desk = open_desk("en", "dark")
    first = desk.window
    first.docks.show_dock("sound", False)
    first.resize(1300, 850)
    desk.studio.settings = Settings(ui=UiSettings("zh", "dark"))
    desk.studio.tell(SettingsChanged(desk.studio.settings))
    qtbot.waitUntil(lambda: desk.window is not first, timeout=_PATIENCE_MS)
    window = desk.window
    assert window.header.go_live.text() == "开始直播"
    assert window.docks.docks["scenes"].windowTitle() == "场景"
    assert not window.docks.docks["sound"].is_shown
    assert (window.width(), window.height()) == (1300, 850)
    assert window.scenes.list.count() == 2
    assert not first.isVisible()
    desk.studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    qtbot.waitUntil(lambda: window.header.go_live.text() == "结束直播", timeout=_PATIENCE_MS)
    assert desk.application.quits == 0
    first.deleteLater()


def test_off_air_closing_it_ends_the_studio(
    qtbot: QtBot, open_desk: Callable[[str, str], Desk]
) -> None:
    desk = open_desk("en", "dark")
    desk.window.close()
    qtbot.waitUntil(lambda: desk.application.quits > 0, timeout=_PATIENCE_MS)
    assert desk.studio.asked == [ShutDown()]


def test_on_air_it_can_close_and_the_show_goes_on(
    qtbot: QtBot, open_desk: Callable[[str, str], Desk]
) -> None:
    desk = open_desk("en", "dark")
    desk.studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    qtbot.waitUntil(lambda: desk.state_text == "LIVE", timeout=_PATIENCE_MS)
    answer_with("Close, stay on air")
    desk.window.close()
    assert desk.application.quits == 1
    assert desk.studio.asked == []


def test_a_studio_that_never_answers_does_not_keep_the_window(
    qtbot: QtBot, open_desk: Callable[[str, str], Desk]
) -> None:
    desk = open_desk("en", "dark")
    desk.studio.refusal = UnavailableError("nobody is there", "hub")
    desk.window.close()
    qtbot.waitUntil(lambda: desk.application.quits > 0, timeout=_PATIENCE_MS)


def test_a_window_without_a_hub_waits_for_one(qtbot: QtBot, tmp_path: Path) -> None:
    states: list[bool] = []
    bridge = Bridge(lambda told, state: HubConnection(tmp_path, told, state))
    bridge.connected_changed.connect(states.append)
    bridge.start()
    refusals: list[StudioError] = []
    bridge.ask(GetSnapshot(), lambda _result: None, refusals.append)
    qtbot.waitUntil(lambda: bool(refusals), timeout=_PATIENCE_MS)
    bridge.stop()
    assert isinstance(refusals[0], UnavailableError)
    assert True not in states


def test_the_first_run_is_for_a_folder_that_nobody_used(tmp_path: Path) -> None:
    assert is_first_run(tmp_path, is_demo=False)
    assert not is_first_run(tmp_path, is_demo=True)
    save_settings(tmp_path / SETTINGS_FILE, Settings())
    assert not is_first_run(tmp_path, is_demo=False)
