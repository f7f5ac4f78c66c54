import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.hotkeys.x11 import X11Hotkeys
from tests.support.pressing import hold_key, press_key

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
_PATIENCE_MS = 30_000


class Bench:
    """Held keys and what was heard."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.keys = X11Hotkeys(self.heard.append)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.keys.close()


def test_a_key_is_heard_while_nothing_of_ours_has_the_focus(qtbot: QtBot, bench: Bench) -> None:
    assert bench.keys.hold(frozenset({"Ctrl+Shift+F9", "F8"})) == frozenset()
    press_key("ctrl+shift+F9", "F8", "F7")
    qtbot.waitUntil(lambda: bench.heard == ["Ctrl+Shift+F9", "F8"], timeout=_PATIENCE_MS)


def test_a_key_is_heard_with_num_lock_on(qtbot: QtBot, bench: Bench) -> None:
    bench.keys.hold(frozenset({"Ctrl+F9"}))
    press_key("Num_Lock")
    try:
        press_key("ctrl+F9")
        qtbot.waitUntil(lambda: bench.heard == ["Ctrl+F9"], timeout=_PATIENCE_MS)
    finally:
        press_key("Num_Lock")


def test_only_what_is_wanted_now_is_held(qtbot: QtBot, bench: Bench) -> None:
    bench.keys.hold(frozenset({"F8"}))
    bench.keys.hold(frozenset({"F9"}))
    press_key("F8", "F9")
    qtbot.waitUntil(lambda: bool(bench.heard), timeout=_PATIENCE_MS)
    assert bench.heard == ["F9"]


def test_what_cannot_be_held_is_told(bench: Bench) -> None:
    other = Bench()
    other.keys.hold(frozenset({"F8"}))
    refused = bench.keys.hold(frozenset({"F8", "F9", "Ctrl+K, Ctrl+L"}))
    assert refused == {"F8", "Ctrl+K, Ctrl+L"}
    other.keys.close()
    assert bench.keys.hold(frozenset({"F8", "F9"})) == frozenset()


def test_our_own_window_does_not_hear_it_a_second_time(qtbot: QtBot, bench: Bench) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    bench.keys.hold(frozenset({"F8"}))
    press_key("F8")
    qtbot.waitUntil(lambda: bench.heard == ["F8"], timeout=_PATIENCE_MS)


def test_a_key_that_is_held_down_is_pressed_once_and_let_go_once(qtbot: QtBot) -> None:
    heard: list[tuple[str, str]] = []
    keys = X11Hotkeys(
        lambda key: heard.append(("down", key)), lambda key: heard.append(("up", key))
    )
    try:
        keys.hold(frozenset({"F8", "F9"}))
        hold_key("F8", is_down=True)
        qtbot.waitUntil(lambda: heard == [("down", "F8")], timeout=_PATIENCE_MS)
        hold_key("F8", is_down=False)
        qtbot.waitUntil(lambda: len(heard) == 2, timeout=_PATIENCE_MS)
        press_key("F9")
        qtbot.waitUntil(lambda: len(heard) == 4, timeout=_PATIENCE_MS)
        assert heard == [("down", "F8"), ("up", "F8"), ("down", "F9"), ("up", "F9")]
    finally:
        keys.close()
