"""A hand at a window: mouse and keys as a person uses them, each counted.

Things are found by what stands on them or by what a screen reader says of them.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)

_LOOK_MS = 20
_PATIENCE_S = 40.0
_LEFT = Qt.MouseButton.LeftButton
WidgetT = TypeVar("WidgetT", bound=QWidget)


class Hand:
    """Every press of a key, or of keys held together, and every click counts as one."""

    def __init__(self) -> None:
        self.keys = 0
        self.clicks = 0

    def until(
        self, condition: Callable[[], bool], what: str, patience_s: float = _PATIENCE_S
    ) -> None:
        """Let the window live until it is so; AssertionError says ``what`` did not come about."""
        deadline = time.monotonic() + patience_s
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {patience_s:.0f} s: {what}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _LOOK_MS)
            time.sleep(0.005)

    def find(self, root: QWidget, kind: type[WidgetT], words: str = "") -> WidgetT:
        """The first that is seen and can be used, of that kind, called so; waits for it."""
        found: list[WidgetT] = []

        def is_there() -> bool:
            found[:] = [
                one
                for one in root.findChildren(kind)
                if one.isVisible() and one.isEnabled() and (not words or words in _names_of(one))
            ]
            return bool(found)

        self.until(is_there, f"a {kind.__name__} called {words!r}")
        return found[0]

    def dialog(self, title: str) -> QDialog:
        """The dialog of that title; waits until it is open."""
        found: list[QDialog] = []

        def is_open() -> bool:
            found[:] = [
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, QDialog) and one.isVisible() and one.windowTitle() == title
            ]
            return bool(found)

        self.until(is_open, f"a dialog called {title!r}")
        return found[0]

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """The left button, in the middle or at that place."""
        self.clicks += 1
        QTest.mouseClick(widget, _LEFT, pos=at or widget.rect().center())

    def press(self, root: QWidget, words: str) -> None:
        """Click the button that is called so."""
        self.click(self.find(root, QAbstractButton, words))

    def choose(self, root: QWidget, button: str, entry: str) -> None:
        """Click the button, and the entry in the menu that it opens."""
        is_chosen: list[bool] = []

        def look() -> None:
            menu = QApplication.activePopupWidget()
            if isinstance(menu, QMenu):
                action = next(one for one in menu.actions() if _plain(one.text()) == entry)
                is_chosen.append(True)
                self.click(menu, menu.actionGeometry(action).center())
            else:
                QTimer.singleShot(_LOOK_MS, look)

        QTimer.singleShot(_LOOK_MS, look)
        self.press(root, button)
        self.until(lambda: bool(is_chosen), f"the menu of {button!r}")

    def answer(self, words: str) -> None:
        """Press that button of the question that is about to come."""

        def look() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                self.press(box, words)
            else:
                QTimer.singleShot(_LOOK_MS, look)

        QTimer.singleShot(_LOOK_MS, look)

    def tab(self, root: QWidget, words: str) -> None:
        """Bring the tab of that name to the front."""
        for bar in root.findChildren(QTabBar):
            for place in range(bar.count()):
                if bar.isVisible() and _plain(bar.tabText(place)) == words:
                    self.click(bar, bar.tabRect(place).center())
                    return
        raise AssertionError(f"there is no tab called {words!r}")

    def key(self, window: QWidget, keys: str) -> None:
        """Keys held together, such as "Ctrl+L", to what has the focus in that window."""
        if not window.isActiveWindow():
            window.activateWindow()
            self.until(window.isActiveWindow, "the window has the keys")
        self.keys += 1
        QTest.keySequence(QApplication.focusWidget() or window, QKeySequence(keys))

    def type(self, widget: QWidget, words: str) -> None:
        """Letter by letter."""
        self.keys += len(words)
        QTest.keyClicks(widget, words)

    def fill(self, line: QLineEdit, words: str) -> None:
        """Click into a line, take what stands there away, and type."""
        self.click(line)
        self.key(line.window(), "Ctrl+A")
        self.type(line, words)

    def drag(self, widget: QWidget, start: QPoint, end: QPoint, steps: int = 12) -> None:
        """Press, move and let go."""
        self.clicks += 1
        QTest.mousePress(widget, _LEFT, pos=start)
        for step in range(1, steps + 1):
            QTest.mouseMove(widget, start + (end - start) * step / steps)
        QTest.mouseRelease(widget, _LEFT, pos=end)


def says(root: QWidget, words: str) -> bool:
    """Whether a label that is seen says these words somewhere."""
    return any(words in one.text() for one in root.findChildren(QLabel) if one.isVisible())


def _names_of(widget: QWidget) -> tuple[str, ...]:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName(), widget.toolTip(), _plain(text)


def _plain(text: str) -> str:
    return text.partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")
