import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import RenameShow
from studio.core.messages.requests import Redo, SwitchScene, Undo
from studio.ui.session import Session
from studio.ui.streamer.commands import bind_keys, commands_of, menu_of
from studio.ui.widgets.palette import Command
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


class Parts:
    """Writes down what was asked of the window."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def toggle_live(self) -> None:
        """Go live or end."""
        self.done.append("live")

    def toggle_recording(self) -> None:
        """Record or finish."""
        self.done.append("record")

    def toggle_pause(self) -> None:
        """Pause or go on."""
        self.done.append("pause")

    def save_replay(self) -> None:
        """Save what just happened."""
        self.done.append("replay")

    def toggle_rehearsal(self) -> None:
        """Rehearse or end the rehearsal."""
        self.done.append("rehearsal")

    def add_scene(self) -> None:
        """A new scene."""
        self.done.append("scene")

    def group_layers(self) -> None:
        """Group the selected layers."""
        self.done.append("group")

    def open_settings(self) -> None:
        """The settings."""
        self.done.append("settings")

    def open_palette(self) -> None:
        """The palette."""
        self.done.append("palette")

    def open_demo(self) -> None:
        """The demo show."""
        self.done.append("demo")

    def add_server(self) -> None:
        """A server to send to."""
        self.done.append("server")

    def add_source(self, kind: str) -> None:
        """Add a source of that kind."""
        self.done.append(f"add {kind}")


def listed(session: Session, parts: Parts) -> dict[str, Command]:
    return {one.words: one for one in commands_of(session, parts, parts, ("camera", "text"))}


def test_every_act_of_the_window_is_a_command(session: Session) -> None:
    parts = Parts()
    found = listed(session, parts)
    for words in ("Go live", "Record or stop recording", "Add a scene", "Settings"):
        found[words].act()
    found["Open the demo show"].act()
    found["Add: Camera"].act()
    assert parts.done == ["live", "record", "scene", "settings", "demo", "add camera"]


def test_undo_says_what_and_is_possible_only_then(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    assert not listed(session, Parts())["Undo"].is_possible()
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(RenameShow("Evening"))
    undo = listed(session, Parts())["Undo: Rename show"]
    assert undo.is_possible()
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        undo.act()
    assert listed(session, Parts())["Redo: Rename show"].is_possible()
    assert [type(one) for one in studio.asked[1:]] == [Undo]
    assert Redo() not in studio.asked


def test_each_scene_has_a_command_and_a_key(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    switch = listed(session, Parts())["Show scene: Two"]
    assert switch.shortcut == "Ctrl+2"
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        switch.act()
    assert studio.asked == [SwitchScene("two")]


def test_no_two_commands_share_a_key(session: Session) -> None:
    keys = [one.shortcut for one in commands_of(session, Parts(), Parts(), ()) if one.shortcut]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("key", "keys", "done"),
    [
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, ["live"]),
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, ["record"]),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, ["palette"]),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, []),  # nothing is on air to pause
    ],
)
def test_keys(
    qtbot: QtBot,
    session: Session,
    key: Qt.Key,
    keys: Qt.KeyboardModifier,
    done: list[str],
) -> None:
    window, parts = QWidget(), Parts()
    qtbot.addWidget(window)
    bind_keys(window, lambda: commands_of(session, parts, parts, ()), parts.open_palette)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=_PATIENCE_MS)
    QTest.keyClick(window, key, keys)
    assert parts.done == done


def test_the_menu_shows_the_first_ones_with_their_keys(qtbot: QtBot, session: Session) -> None:
    parent, parts = QWidget(), Parts()
    qtbot.addWidget(parent)
    menu = menu_of(parent, commands_of(session, parts, parts, ()), 4)
    actions = menu.actions()
    assert [action.text() for action in actions][:2] == ["Go live", "Record or stop recording"]
    assert actions[0].shortcut().toString() == "Ctrl+L"
    assert not actions[2].isEnabled()
    actions[0].trigger()
    assert parts.done == ["live"]
