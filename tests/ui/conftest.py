"""What every test of a window needs: the theme, and words that do not depend on the machine."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.ui import words
from studio.ui.bridge import Bridge
from studio.ui.chat.team import TeamFeed
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.theme import Theme, palette_of, studio_font, style_sheet, themes
from tests.fakes.fake_connection import FakeStudio
from tests.support.small_show import small_show
from tests.support.team import WALL_MS, fill


@pytest.fixture
def theme() -> Theme:
    """The dark theme."""
    return themes()["dark"]


@pytest.fixture(scope="session")
def _styled(qapp: QApplication) -> None:
    """The studio's own look, once: what is left of other tests must not be styled again."""
    dark = themes()["dark"]
    qapp.setFont(studio_font())
    qapp.setPalette(palette_of(dark))
    qapp.setStyleSheet(style_sheet(dark))


@pytest.fixture(autouse=True)
def _in_english(_styled: None) -> None:
    """Words that do not depend on the machine."""
    words.choose("en")


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


@pytest.fixture
def pictures(session: Session) -> Iterator[Pictures]:
    """Small pictures of the session's scenes."""
    made = Pictures(session)
    yield made
    made.stop()


@pytest.fixture
def parent(qtbot: QtBot) -> Iterator[QWidget]:
    """A window to stand on; kept until the test is over."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    yield widget
    widget.close()


@pytest.fixture
def team_studio(studio: FakeStudio) -> FakeStudio:
    """The other side, with a team at work."""
    fill(studio)
    return studio


@pytest.fixture
def team(qtbot: QtBot, team_studio: FakeStudio, session: Session) -> TeamFeed:
    """The team, known; its clock stands still."""
    made = TeamFeed(session, lambda: WALL_MS)
    qtbot.waitUntil(lambda: made.you is not None, timeout=30_000)
    return made
