"""A list of messages from which one can be pinned: by key, or by the menu of a message."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from studio.core.chat import MessageState
from studio.core.room import RoomMessage
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.pins import Pins
from studio.ui.chat.view import MessageView
from studio.ui.theme import Theme
from studio.ui.words import tr

DoAct = Callable[[str, RoomMessage], object]
_KEY, _PAGE_KEY, _DOWN_KEY = "P", "Shift+P", "Esc"


class PinnableView(MessageView):
    """P pins the chosen message onto picture and page, Shift+P onto the page only.

    Escape takes down what is pinned.
    """

    def __init__(self, theme: Theme, name: str, act: DoAct, style: RowStyle, pins: Pins) -> None:
        super().__init__(theme, name, act, style)
        self._pins = pins
        for key, do in (
            (_KEY, partial(self.pin, is_on_picture=True)),
            (_PAGE_KEY, partial(self.pin, is_on_picture=False)),
            (_DOWN_KEY, pins.take_down),
        ):
            shortcut = QShortcut(QKeySequence(key), self, do)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def pin(self, *, is_on_picture: bool) -> None:
        """Pin the chosen message."""
        kept = self.chosen()
        if kept is not None and kept.state is MessageState.VISIBLE:
            self._pins.put(kept, is_on_picture=is_on_picture)

    def menu(self, kept: RoomMessage) -> QMenu:
        """What can be done with a message, and where it can be pinned."""
        menu = super().menu(kept)
        menu.addSeparator()
        pin = self._pins.pin
        if pin is not None and pin.message.message.id == kept.message.id:
            menu.addAction(f"{tr('pin_down')}\t{_DOWN_KEY}", self._pins.take_down)
        elif kept.state is MessageState.VISIBLE:
            for word, key, is_on_picture in (
                ("chat_pin", _KEY, True),
                ("chat_pin_page", _PAGE_KEY, False),
            ):
                put = partial(self._pins.put, kept, is_on_picture=is_on_picture)
                menu.addAction(f"{tr(word)}\t{key}", put)
        return menu
