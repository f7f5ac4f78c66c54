from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.command import Command
from studio.ui.command_book import CommandBook, KeyBinding, fill_menu, menu_of

_PATIENCE_MS = 30_000
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Bench:
    """A book of four commands in two areas, and what was done."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.chosen: dict[str, tuple[str, ...]] = {}
        self.is_on_air = False
        self.book = CommandBook(self._chosen)
        self.book.add(self._studio, self._air)

    def _chosen(self) -> Mapping[str, tuple[str, ...]]:
        return self.chosen

    def _studio(self) -> list[Command]:
        return [
            Command("studio.settings", "Settings", lambda: self.done.append("settings")),
            Command("studio.both", "Both & more", lambda: self.done.append("both"), ("Ctrl+P",)),
        ]

    def _air(self) -> list[Command]:
        return [
            Command(
                "air.live",
                "Go live",
                lambda: self.done.append("live"),
                ("Ctrl+L", "Ctrl+M"),
                "air",
                is_checked=lambda: self.is_on_air,
            ),
            Command(
                "air.pause",
                "Pause",
                lambda: self.done.append("pause"),
                ("Ctrl+P",),
                "air",
                lambda: self.is_on_air,
            ),
        ]


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow, timeout=_PATIENCE_MS)
    return widget


def test_areas_are_listed_in_the_order_of_the_groups(bench: Bench) -> None:
    assert [command.id for command in bench.book.commands()] == [
        "air.live",
        "air.pause",
        "studio.settings",
        "studio.both",
    ]


def test_the_first_possible_command_has_the_key(bench: Bench) -> None:
    assert bench.book.press("Ctrl+P")
    bench.is_on_air = True
    assert bench.book.press("Ctrl+P")
    assert bench.done == ["both", "pause"]
    assert not bench.book.press("Ctrl+Q")


def test_a_command_is_done_by_its_id(bench: Bench) -> None:
    assert bench.book.do("air.live")
    assert not bench.book.do("air.pause")
    assert not bench.book.do("unknown")
    assert bench.done == ["live"]


def test_keys_are_bound_from_the_commands(bench: Bench, window: QWidget) -> None:
    KeyBinding(window, bench.book)
    QTest.keyClick(window, Qt.Key.Key_L, _CONTROL)
    QTest.keyClick(window, Qt.Key.Key_M, _CONTROL)
    assert bench.done == ["live", "live"]


def test_a_chosen_key_holds_instead_of_the_commands_own(bench: Bench, window: QWidget) -> None:
    keys = KeyBinding(window, bench.book)
    bench.chosen = {"air.live": ("Ctrl+J",), "studio.both": ()}
    keys.refresh()
    QTest.keyClick(window, Qt.Key.Key_L, _CONTROL)
    assert bench.done == []
    QTest.keyClick(window, Qt.Key.Key_J, _CONTROL)
    assert bench.done == ["live"]
    assert not bench.book.press("Ctrl+P")
    assert {one.id: one.keys for one in bench.book.own()}["air.live"] == ("Ctrl+L", "Ctrl+M")


def test_the_menu_has_the_air_first_and_a_menu_for_every_other_group(
    bench: Bench, window: QWidget
) -> None:
    menu = menu_of(window, bench.book.commands())
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Go live", "Pause", "Studio"]
    live, pause = menu.actions()[:2]
    assert live.shortcut().toString() == "Ctrl+L"
    assert live.isCheckable()
    assert not live.isChecked()
    assert not pause.isEnabled()
    live.trigger()
    assert bench.done == ["live"]


def test_a_sign_that_qt_would_read_is_shown_as_it_is(bench: Bench, window: QWidget) -> None:
    menu = menu_of(window, bench.book.commands())
    inner = menu.actions()[-1].menu()
    assert inner is not None
    assert inner.actions()[1].text() == "Both && more"  # type: ignore[attr-defined]


def test_a_shown_key_is_not_bound_a_second_time(bench: Bench, window: QWidget) -> None:
    KeyBinding(window, bench.book)
    menu = menu_of(window, [])
    fill_menu(menu, bench.book.commands())
    window.addAction(menu.menuAction())
    QTest.keyClick(window, Qt.Key.Key_L, _CONTROL)
    assert bench.done == ["live"]
