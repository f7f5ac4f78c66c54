"""A file of scenes that is dropped on the window is taken for an import."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_IMPORTED = (".json", ".ini", ".zip")


class DropImport(QObject):
    """Watches one window; ``take(path)`` once a file is let go of. Other files are not touched."""

    def __init__(self, window: QWidget, take: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window = window
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what comes from outside before the window does."""
        if watched is self._window and isinstance(event, QDropEvent):
            path = imported_path(event)
            if path:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._take(path)
                return True
        return super().eventFilter(watched, event)


def imported_path(event: QDropEvent) -> str:
    """The one file that can be imported; empty for anything else."""
    urls = event.mimeData().urls()
    paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
    if len(paths) == 1 and paths[0].lower().endswith(_IMPORTED):
        return paths[0]
    return ""
