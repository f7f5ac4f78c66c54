from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeStrip
from studio.core.messages.requests import ApplyEdit, HoldTalk, SetSettings
from studio.core.settings import Settings, TalkKey, UiSettings
from studio.core.talking import Talk
from studio.ui.hotkeys.base import NoHotkeys, OnPressed
from studio.ui.session import Session
from studio.ui.talk_keys import TalkKeys, key_words
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


class System(NoHotkeys):
    """A system that tells both ends of a press; F9 is taken."""

    def __init__(self, on_pressed: OnPressed, on_released: OnPressed) -> None:
        super().__init__("")
        self.press, self.release = on_pressed, on_released
        self.held: frozenset[str] = frozenset()

    @property
    def hears_releases(self) -> bool:
        """It does."""
        return True

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """All but F9."""
        self.held = keys - {"F9"}
        return keys & {"F9"}


class Desk:
    """A window with a strip that is pushed to talk, and what was said of its key."""

    def __init__(self, qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
        self._qtbot = qtbot
        self.session, self.studio = session, studio
        self.systems: list[System] = []
        self.complaints: list[str] = []
        self.keys = TalkKeys(session, self._made, self.complaints.append)
        self.window = QWidget()
        self.window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = QLineEdit(self.window)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)
        self.window.setFocus()

    def _made(self, on_pressed: OnPressed, on_released: OnPressed) -> System:
        self.systems.append(System(on_pressed, on_released))
        return self.systems[-1]

    def choose(self, talk: Talk, *keys: TalkKey) -> None:
        """The strip of the film, and these keys."""
        self.studio.answer(ApplyEdit(ChangeStrip("film", talk=talk)))
        self.studio.answer(SetSettings(Settings(ui=UiSettings(talk_keys=keys))))

        def is_known() -> bool:
            show, ui = self.session.show, self.session.state.settings.ui
            return show is not None and show.strips[0].talk is talk and ui.talk_keys == keys

        self._qtbot.waitUntil(is_known, timeout=_PATIENCE_MS)

    def said(self, count: int) -> list[bool]:
        """What was said of the film's key, once it was said so often."""

        def told() -> list[bool]:
            asked = self.studio.asked
            return [one.is_held for one in asked if isinstance(one, HoldTalk)]

        self._qtbot.waitUntil(lambda: len(told()) >= count, timeout=_PATIENCE_MS)
        return [one for place, one in enumerate(told()) if not place or told()[place - 1] != one]


@pytest.fixture
def desk(qtbot: QtBot, session: Session, studio: FakeStudio) -> Iterator[Desk]:
    made = Desk(qtbot, session, studio)
    yield made
    made.keys.close()


def test_a_key_is_down_while_it_is_held_and_repeats_say_nothing_new(desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "F8"))
    QTest.keyPress(desk.window, Qt.Key.Key_F8)
    assert desk.keys.is_held("film")
    QTest.keyRelease(desk.window, Qt.Key.Key_F8)
    assert not desk.keys.is_held("film")
    assert desk.said(2) == [True, False]


def test_while_it_is_down_it_is_said_again_and_again(desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "F8"))
    QTest.keyPress(desk.window, Qt.Key.Key_F8)
    assert desk.said(3) == [True]


def test_its_modifier_let_go_first_ends_it_too(desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "Ctrl+T"))
    QTest.keyPress(desk.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert desk.keys.is_held("film")
    QTest.keyRelease(desk.window, Qt.Key.Key_Control)
    assert not desk.keys.is_held("film")


def test_a_window_that_loses_the_focus_never_leaves_it_open(qtbot: QtBot, desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "F8"))
    QTest.keyPress(desk.window, Qt.Key.Key_F8)
    desk.window.hide()
    qtbot.waitUntil(lambda: not desk.keys.is_held("film"), timeout=_PATIENCE_MS)
    assert desk.said(2)[-1] is False


def test_a_letter_is_written_where_words_are_written(desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "T"))
    desk.line.setFocus()
    QTest.keyClick(desk.line, Qt.Key.Key_T)
    assert desk.line.text() == "t"
    assert not desk.keys.is_held("film")
    desk.window.setFocus()
    QTest.keyPress(desk.window, Qt.Key.Key_T)
    assert desk.keys.is_held("film")


def test_a_strip_without_a_talk_key_hears_none(desk: Desk) -> None:
    desk.choose(Talk.OFF, TalkKey("film", "F8"))
    QTest.keyPress(desk.window, Qt.Key.Key_F8)
    assert not desk.keys.is_held("film")


def test_one_that_is_taken_away_while_it_is_down_is_up(qtbot: QtBot, desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "F8"))
    QTest.keyPress(desk.window, Qt.Key.Key_F8)
    desk.choose(Talk.TO_TALK, TalkKey("film", "F7"))
    qtbot.waitUntil(lambda: not desk.keys.is_held("film"), timeout=_PATIENCE_MS)


def test_in_front_of_other_programs_the_system_says_when_it_is_up(desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "F8", is_everywhere=True))
    (system,) = desk.systems
    assert system.held == {"F8"}
    system.press("F8")
    desk.window.hide()
    assert desk.keys.is_held("film")
    system.release("F8")
    assert not desk.keys.is_held("film")


def test_a_key_that_another_program_has_is_said(desk: Desk) -> None:
    desk.choose(Talk.TO_TALK, TalkKey("film", "F9", is_everywhere=True))
    assert "F9" in desk.complaints[0]


def test_settings_of_before_have_no_talk_keys() -> None:
    old = msgspec.json.encode(UiSettings())
    assert msgspec.json.decode(old, type=UiSettings).talk_keys == ()
    assert key_words("F8") == "F8"
