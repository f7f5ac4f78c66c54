"""The window's commands in one book; menus, palette and keys are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.command import GROUPS, Command, Provider
from studio.ui.words import tr

_SOON_MS = 100
_NO_CHOICES: Mapping[str, tuple[str, ...]] = {}


class CommandBook:
    """Areas add providers; everybody else asks for what can be done now.

    ``chosen_keys`` tells, by id, the keys that the person chose instead of a command's own.
    """

    def __init__(
        self, chosen_keys: Callable[[], Mapping[str, tuple[str, ...]]] = lambda: _NO_CHOICES
    ) -> None:
        self._providers: list[Provider] = []
        self._chosen_keys = chosen_keys

    def add(self, *providers: Provider) -> None:
        """What else can be done."""
        self._providers += providers

    def own(self) -> list[Command]:
        """Every command with the keys that it comes with, in the order of the groups."""
        found = [command for provider in self._providers for command in provider()]
        return sorted(found, key=lambda command: GROUPS.index(command.group))

    def commands(self) -> list[Command]:
        """Every command with the keys that hold."""
        chosen = self._chosen_keys()
        return [
            replace(command, keys=chosen[command.id]) if command.id in chosen else command
            for command in self.own()
        ]

    def press(self, key: str) -> bool:
        """Do the first command of that key that is possible; False: there is none."""
        for command in self.commands():
            if key in command.keys and command.is_possible():
                command.act()
                return True
        return False

    def do(self, command_id: str) -> bool:
        """Do the command of that id; False: it is not here, or not possible now."""
        for command in self.commands():
            if command.id == command_id and command.is_possible():
                command.act()
                return True
        return False


class KeyBinding(QObject):
    """Binds the book's keys in a window; `refresh` after anything that may change them."""

    def __init__(self, window: QWidget, book: CommandBook) -> None:
        super().__init__(window)
        self._window = window
        self._book = book
        self._bound: dict[str, QShortcut] = {}
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self.refresh()

    def refresh_soon(self) -> None:
        """Once for all that changes in a moment: a drag changes the show with every move."""
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """A key looks its command up when it is pressed, so that it always fits the state."""
        wanted = {key for command in self._book.commands() for key in command.keys}
        for key in self._bound.keys() - wanted:
            gone = self._bound.pop(key)
            gone.setEnabled(False)
            gone.deleteLater()
        for key in wanted - self._bound.keys():
            shortcut = QShortcut(QKeySequence(key), self._window)
            shortcut.activated.connect(partial(self._book.press, key))
            self._bound[key] = shortcut


def fill_menu(menu: QMenu, commands: list[Command]) -> None:
    """Each command as an entry, with its key beside it and its tick."""
    for command in commands:
        action = menu.addAction(command.words.replace("&", "&&"))
        # Shown only: bound twice, a key would be ambiguous and do nothing.
        action.setShortcut(QKeySequence(command.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(command.is_possible())
        if command.is_checked is not None:
            action.setCheckable(True)
            action.setChecked(command.is_checked())
        action.triggered.connect(lambda _checked=False, act=command.act: act())


def menu_of(parent: QWidget, commands: list[Command]) -> QMenu:
    """The air's commands at once, every other group as a menu of its own."""
    menu = QMenu(parent)
    for group in GROUPS:
        of_group = [one for one in commands if one.group == group and one.is_in_menu]
        if not of_group:
            continue
        if group == GROUPS[0]:
            fill_menu(menu, of_group)
            menu.addSeparator()
        else:
            fill_menu(menu.addMenu(tr(f"group_{group}")), of_group)
    return menu
