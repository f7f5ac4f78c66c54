"""The commands whose keys work everywhere: held by the system, done by the book."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence

from studio.ui.command_book import CommandBook
from studio.ui.hotkeys.base import Hotkeys, OnPressed
from studio.ui.words import tr

_NATIVE = QKeySequence.SequenceFormat.NativeText


class GlobalKeys:
    """``chosen()``: ids of the commands. ``say(sentence)``: a key that cannot be had is said."""

    def __init__(
        self,
        book: CommandBook,
        chosen: Callable[[], tuple[str, ...]],
        make: Callable[[OnPressed], Hotkeys],
        say: Callable[[str], object],
    ) -> None:
        self._book = book
        self._chosen = chosen
        self._make = make
        self._say = say
        self._hotkeys: Hotkeys | None = None
        self._commands: dict[str, str] = {}
        self._refused: frozenset[str] = frozenset()

    @property
    def why_not(self) -> str:
        """Why no key can work everywhere here, or empty."""
        return self._made().why_not

    def refresh(self) -> None:
        """Hold the keys of the chosen commands as they are now."""
        chosen = self._chosen()
        if not chosen and self._hotkeys is None:
            return
        commands = [one for one in self._book.commands() if one.id in chosen]
        held = {key: one.id for one in commands if one.can_be_global for key in one.keys}
        if held == self._commands:
            return
        self._commands = held
        hotkeys = self._made()
        refused = hotkeys.hold(frozenset(held))
        for key in sorted(refused - self._refused) if not hotkeys.why_not else ():
            self._say(tr("hotkey_taken", key=QKeySequence(key).toString(_NATIVE)))
        self._refused = refused

    def close(self) -> None:
        """Let go of all."""
        if self._hotkeys is not None:
            self._hotkeys.close()
        self._hotkeys, self._commands = None, {}

    def _made(self) -> Hotkeys:
        if self._hotkeys is None:
            self._hotkeys = self._make(self._pressed)
        return self._hotkeys

    def _pressed(self, key: str) -> None:
        self._book.do(self._commands.get(key, ""))
