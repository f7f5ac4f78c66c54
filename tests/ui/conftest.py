"""What every test of a window needs: the theme, and words that do not depend on the machine."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui import words
from studio.ui.bridge import Bridge
from studio.ui.session import Session
from studio.ui.theme import Theme, palette_of, studio_font, style_sheet, themes
from tests.fakes.fake_connection import FakeStudio
from tests.support.small_show import small_show


@pytest.fixture
def theme() -> Theme:
    """The dark theme."""
    return themes()["dark"]


@pytest.fixture(autouse=True)
def _styled(qapp: QApplication, theme: Theme) -> Iterator[None]:
    """English words and the studio's own look."""
    words.choose("en")
    qapp.setFont(studio_font())
    qapp.setPalette(palette_of(theme))
    qapp.setStyleSheet(style_sheet(theme))
    yield
    qapp.setStyleSheet("")


@pytest.fixture
def studio() -> FakeStudio:
    """The other side: a small show."""
    return FakeStudio(small_show())


@pytest.fixture
def session(qtbot: QtBot, studio: FakeStudio) -> Iterator[Session]:
    """A session that knows the show already."""
    bridge = Bridge(studio.make)
    opened = Session(bridge)
    with qtbot.waitSignal(opened.ready, timeout=30_000):
        bridge.start()
    yield opened
    bridge.stop()
