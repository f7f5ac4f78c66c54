"""Keys that hold only while one widget has the focus: Delete in a list, arrows on the stage."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.ui.command import Provider


class LocalKeys(QObject):
    """Binds the ``local_keys`` of a provider's commands on a widget, when it has the focus."""

    def __init__(self, widget: QWidget, provider: Provider) -> None:
        super().__init__(widget)
        self._provider = provider
        for keys in sorted({one.local_keys for one in provider() if one.local_keys}):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._press, keys))

    def _press(self, keys: str) -> None:
        for command in self._provider():
            if command.local_keys == keys and command.is_possible():
                command.act()
                return
