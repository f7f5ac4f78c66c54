"""The moderator's window as a whole: keys, memory, losing the studio."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ActDone, ShieldChanged
from studio.core.records.chat import Decision
from studio.core.shield import ShieldProfile, ShieldState
from studio.ui.memory import Memory
from studio.ui.moderator.door import Door, DoorState
from studio.ui.moderator.keys_sheet import KeysSheet
from studio.ui.moderator.window import ModeratorWindow
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.palette import CommandPalette
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import act

_PATIENCE_MS = 30_000
pytestmark = pytest.mark.qt


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def window(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, theme: Theme, memory: Memory
) -> Iterator[ModeratorWindow]:
    made = ModeratorWindow(session, theme, lambda: None, memory)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: made.work.feed.is_known, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: made.work.team.you is not None, timeout=_PATIENCE_MS)
    yield made
    made.leave()


def press(window: ModeratorWindow, keys: str) -> None:
    for key in keys:
        QTest.keyClicks(QApplication.focusWidget() or window, key)


def test_working_through_the_room_by_keys_alone(
    qtbot: QtBot, team_studio: FakeStudio, window: ModeratorWindow
) -> None:
    press(window, "2")
    assert window.work.chosen.lane == "held"
    press(window, "A")
    press(window, "1")
    window.work.live.view.choose("m1")
    press(window, "jkkd")
    press(window, "b")
    wanted = [
        ask.DecideMessage("m2", Decision.RELEASE),
        ask.DecideMessage("m1", Decision.DELETE),
        ask.TimeOutPerson("p-Anna", 0),
    ]
    qtbot.waitUntil(
        lambda: [one for one in team_studio.asked if one in wanted] == wanted,
        timeout=_PATIENCE_MS,
    )
    team_studio.tell(ActDone(act(1)))
    qtbot.waitUntil(window.undo_line.button.isVisible, timeout=_PATIENCE_MS)
    press(window, "u")
    qtbot.waitUntil(lambda: ask.UndoAct("a1") in team_studio.asked, timeout=_PATIENCE_MS)


def test_letters_that_are_typed_are_letters(
    qtbot: QtBot, team_studio: FakeStudio, window: ModeratorWindow
) -> None:
    window.work.go("live", "m1")
    press(window, "/")
    line = window.work.live.search.line
    assert line.hasFocus()
    press(window, "badtcudjk?")
    assert line.text() == "badtcudjk?"
    press(window, "")
    window.work.live.view.setFocus()
    press(window, "w")
    press(window, "abdu")
    assert window.work.whisper.line.text() == "abdu"
    decided = (ask.DecideMessage, ask.TimeOutPerson, ask.ClaimMessage)
    assert not any(isinstance(one, decided) for one in team_studio.asked)


def test_keys_palette_and_menu(window: ModeratorWindow) -> None:
    press(window, "?")
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    sheet.accept()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(CommandPalette)
    assert palette is not None
    palette.reject()
    window.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


def test_what_keeps_the_room_in_order_is_at_hand(window: ModeratorWindow) -> None:
    listed = {command.id for command in window.book.commands()}
    assert {"chat.rules", "chat.shield", "chat.nuke"} <= listed
    assert window.order.menu.isVisible()
    assert window.order.shield.isVisible()


def test_lanes_come_back_as_left(
    qtbot: QtBot, session: Session, theme: Theme, memory: Memory, window: ModeratorWindow
) -> None:
    window.docks.show_dock("audit", False)
    window.docks.swap(window.docks.docks["live"], window.docks.docks["held"])
    window.close()
    other = ModeratorWindow(session, theme, lambda: None, memory)
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    docks = other.docks.docks
    assert not docks["audit"].is_shown
    qtbot.waitUntil(lambda: docks["held"].x() < docks["live"].x(), timeout=_PATIENCE_MS)
    other.leave()


def test_without_the_studio_nothing_can_be_done_and_it_says_so(
    qtbot: QtBot, team_studio: FakeStudio, window: ModeratorWindow
) -> None:
    window.work.go("live", "m1")
    assert window.work.acts.can("delete")
    team_studio.set_connected(False)
    qtbot.waitUntil(lambda: not window.work.acts.can("delete"), timeout=_PATIENCE_MS)
    assert "not reached" in window.alarms.accessibleName()
    team_studio.set_connected(True)
    qtbot.waitUntil(lambda: window.work.acts.can("delete"), timeout=_PATIENCE_MS)


def test_closing_it_is_told_once_and_ends_nothing(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, theme: Theme
) -> None:
    closed: list[bool] = []
    made = ModeratorWindow(session, theme, lambda: closed.append(True))
    qtbot.addWidget(made)
    made.show()
    made.close()
    assert closed == [True]
    assert not any(isinstance(one, ask.ShutDown | ask.EndShow) for one in team_studio.asked)


def test_the_first_page_gives_way_to_the_lanes(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, theme: Theme
) -> None:
    door = Door(lambda _invitation, _name: None)
    made = ModeratorWindow(session, theme, lambda: None, door=door)
    qtbot.addWidget(made)
    made.show()
    door.say(DoorState.NOBODY)
    qtbot.waitUntil(made.pair_page.isVisible, timeout=_PATIENCE_MS)
    assert not made.docks.isVisible()
    door.say(DoorState.CONNECTED)
    qtbot.waitUntil(made.docks.isVisible, timeout=_PATIENCE_MS)
    door.say(DoorState.LOST)
    door.say(DoorState.REFUSED)
    qtbot.waitUntil(made.pair_page.isVisible, timeout=_PATIENCE_MS)
    made.leave()


def test_the_shield_stands_in_the_header_and_the_rules_in_the_menu(
    qtbot: QtBot, team_studio: FakeStudio, window: ModeratorWindow
) -> None:
    assert window.order.shield.isVisibleTo(window.header)
    assert {"chat.shield", "chat.rules", "chat.nuke"} <= {one.id for one in window.book.commands()}
    now_ms = time.time_ns() // 1_000_000
    team_studio.tell(ShieldChanged(ShieldState(ShieldProfile.STRICT, now_ms, now_ms + 60_000)))
    qtbot.waitUntil(lambda: bool(window.order.shield.text()), timeout=_PATIENCE_MS)
    window.order.shield.click()
    qtbot.waitUntil(lambda: ask.LowerShield() in team_studio.asked, timeout=_PATIENCE_MS)
