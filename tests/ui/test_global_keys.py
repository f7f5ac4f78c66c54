from functools import partial

import pytest

from studio.ui.command import Command
from studio.ui.command_book import CommandBook
from studio.ui.global_keys import GlobalKeys
from studio.ui.hotkeys.base import NoHotkeys, OnPressed


class Hotkeys(NoHotkeys):
    """A system in which F8 is taken."""

    def __init__(self, on_pressed: OnPressed) -> None:
        super().__init__("")
        self.on_pressed = on_pressed
        self.held: frozenset[str] = frozenset()

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """All but F8."""
        self.held = keys - {"F8"}
        return keys & {"F8"}

    def close(self) -> None:
        """None any more."""
        self.held = frozenset()


class Bench:
    """Three commands, of which one may not work everywhere."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.said: list[str] = []
        self.chosen: tuple[str, ...] = ()
        self.systems: list[Hotkeys] = []
        book = CommandBook()
        book.add(self._commands)
        self.keys = GlobalKeys(book, lambda: self.chosen, self._make, self.said.append)

    def _commands(self) -> list[Command]:
        anywhere = partial(Command, can_be_global=True)
        return [
            anywhere("live", "Go", lambda: self.done.append("live"), ("F9",)),
            anywhere("save", "Save", lambda: self.done.append("save"), ("F8",)),
            Command("undo", "Undo", lambda: self.done.append("undo"), ("F7",)),
        ]

    def _make(self, on_pressed: OnPressed) -> Hotkeys:
        self.systems.append(Hotkeys(on_pressed))
        return self.systems[-1]


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_nothing_is_asked_of_the_system_before_somebody_chooses(bench: Bench) -> None:
    bench.keys.refresh()
    assert bench.systems == []


def test_chosen_commands_are_done_by_their_keys(bench: Bench) -> None:
    bench.chosen = ("live", "undo", "gone")
    bench.keys.refresh()
    (system,) = bench.systems
    assert system.held == {"F9"}
    system.on_pressed("F9")
    system.on_pressed("F1")
    assert bench.done == ["live"]
    bench.chosen = ()
    bench.keys.refresh()
    assert system.held == frozenset()


def test_a_key_that_is_taken_is_said_once(bench: Bench) -> None:
    bench.chosen = ("save",)
    bench.keys.refresh()
    bench.keys.refresh()
    assert len(bench.said) == 1
    assert bench.said[0].startswith("F8 belongs to another program")


def test_closed_it_holds_nothing(bench: Bench) -> None:
    bench.chosen = ("live",)
    bench.keys.refresh()
    bench.keys.close()
    assert bench.systems[0].held == frozenset()
    assert bench.keys.why_not == ""
