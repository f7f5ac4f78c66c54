from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from studio.core.messages.events import SettingsChanged, ShowStateChanged
from studio.core.settings import Settings, UiSettings
from studio.core.status import ShowState
from studio.ui.bridge import Bridge
from studio.ui.look import Look
from studio.ui.session import Session
from studio.ui.shell import Shell
from studio.ui.theme import Theme
from studio.ui.words import tr
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


class Window(QLabel):
    """One sentence; counts what it hears."""

    def __init__(self, session: Session, _theme: Theme) -> None:
        super().__init__(tr("go_live"))
        self.session = session
        self.heard: list[ShowState] = []
        self.has_left = False
        session.changed.connect(lambda: self.heard.append(session.state.state))

    def leave(self) -> None:
        """Gone."""
        self.has_left = True
        self.close()


@pytest.fixture
def shell(qapp: QApplication, qtbot: QtBot, studio: FakeStudio) -> Iterator[Shell[Window]]:
    studio.settings = Settings(ui=UiSettings("en", "dark"))
    bridge = Bridge(studio.make)
    look = Look(qapp, UiSettings("en", "dark"))
    made = Shell(bridge, look, Window)
    with qtbot.waitSignal(made.session.ready, timeout=_PATIENCE_MS):
        bridge.start()
    made.window.show()
    yield made
    bridge.stop()
    look.use(UiSettings("en", "dark"))
    made.window.close()
    made.window.deleteLater()


def speak(studio: FakeStudio, language: str) -> None:
    studio.settings = Settings(ui=UiSettings(language, "dark"))
    studio.tell(SettingsChanged(studio.settings))


def _says(shell: Shell[Window], words: str) -> bool:
    return shell.window.text() == words


def test_another_language_brings_another_window_with_the_same_state(
    qtbot: QtBot, shell: Shell[Window], studio: FakeStudio
) -> None:
    first = shell.window
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    studio.state = ShowState.LIVE
    qtbot.waitUntil(lambda: shell.session.state.is_on_air, timeout=_PATIENCE_MS)
    speak(studio, "zh")
    qtbot.waitUntil(lambda: shell.window is not first, timeout=_PATIENCE_MS)
    assert shell.window.text() == "开始直播"
    assert shell.window.isVisible()
    assert shell.session.state.is_on_air
    assert first.has_left
    heard = len(first.heard)
    studio.tell(ShowStateChanged(ShowState.PAUSED, 1))
    qtbot.waitUntil(lambda: ShowState.PAUSED in shell.window.heard, timeout=_PATIENCE_MS)
    assert len(first.heard) == heard


def test_to_and_fro(qtbot: QtBot, shell: Shell[Window], studio: FakeStudio) -> None:
    for language, said in (("zh", "开始直播"), ("en", "Go live"), ("zh", "开始直播")):
        speak(studio, language)
        qtbot.waitUntil(partial(_says, shell, said), timeout=_PATIENCE_MS)


def test_nothing_is_followed_before_the_hub_is_heard(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(qapp, UiSettings("zh", "dark"))
    told: list[str] = []
    look.language_changed.connect(told.append)
    shell = Shell(Bridge(FakeStudio.make), look, Window)  # type: ignore[arg-type]
    qtbot.addWidget(shell.window)
    shell.session.changed.emit()
    assert told == []
    look.use(UiSettings("en", "dark"))
