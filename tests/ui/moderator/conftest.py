"""A room with a team, the window's parts on it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.chat.feed import ChatFeed
from studio.ui.command_book import CommandBook
from studio.ui.moderator.commands import act_commands
from studio.ui.moderator.workplace import Workplace
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.toast import Toast
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def feed(qtbot: QtBot, team_studio: FakeStudio, session: Session) -> ChatFeed:
    """The room, known."""
    made = ChatFeed(session)
    qtbot.waitUntil(lambda: made.is_known, timeout=_PATIENCE_MS)
    return made


@pytest.fixture
def work(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, theme: Theme
) -> Iterator[Workplace]:
    """All lanes, beside each other in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1400, 800)
    book = CommandBook()
    toast = Toast(window)
    made = Workplace(window, session, theme, book, toast.say)
    book.add(lambda: act_commands(made.acts))
    for place, panel in enumerate(made.panels.values()):
        panel.setParent(window)
        panel.setGeometry(230 * place, 0, 226, 480)  # away from the pointer in the middle
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: made.feed.is_known and made.team.you is not None, timeout=_PATIENCE_MS)
    yield made
    window.close()
