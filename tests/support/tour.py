"""Opens everything that a window's commands open, one after the other, for a look at each."""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from studio.ui.moderator.window import ModeratorWindow
from studio.ui.streamer.window import StreamerWindow

_LOOK_MS, _ANSWER_MS = 20, 500
# What they do is not to open something, and the tour goes on without it.
_NOT_DONE = ("air.", "edit.", "scenes.", "view.", "sound.", "chat.set_", "studio.demo")

AnyWindow = StreamerWindow | ModeratorWindow


def tour(window: AnyWindow, look: Callable[[str, QWidget], None]) -> list[str]:
    """``look(id, opened)`` sees each dialog and menu; gives the ids that opened something."""
    opened = []
    for command in window.book.commands():
        if command.id.startswith(_NOT_DONE) or not command.is_possible():
            continue
        if _opens(command.id, command.act, window, look):
            opened.append(command.id)
    return opened


def _opens(
    name: str, act: Callable[[], object], window: QWidget, look: Callable[[str, QWidget], None]
) -> bool:
    before = set(_tops())
    seen: list[QWidget] = []

    def see() -> None:
        for top in _tops():
            if top not in before and top not in seen and top is not window:
                seen.append(top)
                look(name, top)
                top.close()

    # What runs a loop of its own is seen from within it.
    timer = QTimer(interval=_LOOK_MS)
    timer.timeout.connect(see)
    timer.start()
    act()
    # Some ask the studio first what there is, and open with its answer.
    deadline = QDeadlineTimer(_ANSWER_MS)
    while not seen and not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _LOOK_MS)
    timer.stop()
    QApplication.processEvents()
    return bool(seen)


def _tops() -> list[QWidget]:
    return [
        top
        for top in QApplication.topLevelWidgets()
        if top.isVisible() and (top.isWindow() or isinstance(top, QMenu))
    ]
