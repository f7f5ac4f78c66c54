"""The middle of a window with docks around it: arranged, saved, restored, locked."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QSizePolicy,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio.ui import motion
from studio.ui.docks.arrangement import Arrangement, Row, Side
from studio.ui.docks.dock import Dock, area_of
from studio.ui.widgets.panel import Panel

# Grows when a saved state of before would not fit any more.
_VERSION = 1
_LEAST_SEEN_PX = 80
_FRAME_PX = 8
_ROWS = (area_of(Side.ABOVE), area_of(Side.BELOW))


class DockArea(QMainWindow):
    """A part of a window, not one itself. ``changed``: a dock came, went or moved.

    ``middle`` None: docks are all there is, and those above and below share the height.
    """

    changed = Signal()

    def __init__(self, middle: QWidget | None) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("docks")
        self.setDockNestingEnabled(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setDocumentMode(True)
        self.setAnimated(not motion.is_reduced())
        for corner, area in (
            (Qt.Corner.TopLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea),
            (Qt.Corner.TopRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
            (Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            self.setCorner(corner, area)
        self.setCentralWidget(_Frame(middle) if middle is not None else _nothing())
        self.docks: dict[str, Dock] = {}
        self.is_locked = False
        self._side_of_others = Side.RIGHT
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._tidy)

    def add(self, dock_id: str, panel: Panel) -> Dock:
        """A panel becomes a dock; hidden until an arrangement or the person shows it."""
        dock = Dock(dock_id, panel, self._move, self.neighbour, self.swap)
        self.docks[dock_id] = dock
        self.addDockWidget(area_of(Side.RIGHT), dock)
        dock.hide()
        dock.visibilityChanged.connect(self._settled.start)
        dock.topLevelChanged.connect(self._settled.start)
        dock.dockLocationChanged.connect(self._settled.start)
        return dock

    def arrange(self, wanted: Arrangement) -> None:
        """Everything where the arrangement says; what it does not name is hidden."""
        self._side_of_others = wanted.side_of_others
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.hide()
            self.removeDockWidget(dock)
        for side, row in wanted.sides.items():
            self._arrange_side(side, row)
        for dock in self.docks.values():
            if dock.isHidden():
                self.addDockWidget(area_of(wanted.side_of_others), dock)
                dock.hide()
        self._settled.start()

    def show_dock(self, dock_id: str, is_shown: bool = True) -> None:
        """Show a dock, in front of others in its place, or hide it."""
        dock = self.docks[dock_id]
        dock.setVisible(is_shown)
        if is_shown:
            dock.raise_()

    def set_locked(self, is_locked: bool) -> None:
        """Locked: nothing moves, floats or hides by a slip of the hand."""
        self.is_locked = is_locked
        for dock in self.docks.values():
            dock.set_locked(is_locked)

    def state(self) -> bytes:
        """Where everything is now, for `restore`."""
        return bytes(self.saveState(_VERSION).data())

    def restore(self, state: bytes) -> bool:
        """False, and nothing else, when the state is not one of this window's."""
        if not state or not self.restoreState(QByteArray(state), _VERSION):
            return False
        self.fetch_back()
        self._settled.start()
        return True

    def fetch_back(self) -> None:
        """Floating docks whose screen is gone come back into the window."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        for dock in self.docks.values():
            if not dock.isFloating():
                continue
            seen = [dock.frameGeometry().intersected(screen) for screen in screens]
            if not any(
                part.width() >= _LEAST_SEEN_PX and part.height() >= _LEAST_SEEN_PX for part in seen
            ):
                dock.setFloating(False)

    def _arrange_side(self, side: Side, row: Row) -> None:
        along = Qt.Orientation.Vertical if side.is_column else Qt.Orientation.Horizontal
        across = Qt.Orientation.Horizontal if side.is_column else Qt.Orientation.Vertical
        firsts: list[Dock] = []
        shares: list[int] = []
        for stack in row.stacks:
            docks = [self.docks[name] for name in stack.docks if name in self.docks]
            if not docks:
                continue
            self.addDockWidget(area_of(side), docks[0], along)
            for other in docks[1:]:
                self.tabifyDockWidget(docks[0], other)
            for dock in docks:
                dock.show()
            docks[0].raise_()
            firsts.append(docks[0])
            shares.append(stack.share)
        if firsts:
            self.resizeDocks(firsts, [row.depth_px] * len(firsts), across)
            self.resizeDocks(firsts, shares, along)

    def _move(self, dock: Dock, side: Side) -> None:
        dock.setFloating(False)
        along = Qt.Orientation.Vertical if side.is_column else Qt.Orientation.Horizontal
        self.addDockWidget(area_of(side), dock, along)
        dock.show()
        dock.panel.setFocus()

    def neighbour(self, dock: Dock, by: int) -> Dock | None:
        """The dock before it (-1) or after it (1) in its row or column; tabs count as one."""
        place = self.dockWidgetArea(dock)
        is_row = place in _ROWS
        row = [
            one
            for one in self.docks.values()
            if (one is dock or one.is_in_front)
            and not one.isFloating()
            and self.dockWidgetArea(one) is place
        ]
        row.sort(key=lambda one: one.x() if is_row else one.y())
        wanted = row.index(dock) + by if dock in row else -1
        return row[wanted] if 0 <= wanted < len(row) else None

    def swap(self, dock: Dock, other: Dock) -> None:
        """Two neighbours change their places; each keeps its size."""
        is_row = self.dockWidgetArea(dock) in _ROWS
        along = Qt.Orientation.Horizontal if is_row else Qt.Orientation.Vertical
        is_before = dock.x() < other.x() if is_row else dock.y() < other.y()
        first, second = (other, dock) if is_before else (dock, other)
        sizes = [one.width() if is_row else one.height() for one in (first, second)]
        self.splitDockWidget(first, second, along)
        self.resizeDocks([first, second], sizes, along)
        self._settled.start()

    def _tidy(self) -> None:
        """A name is said once: by the tab where there is one."""
        for dock in self.docks.values():
            others: Iterable[QWidget] = self.tabifiedDockWidgets(dock)
            is_tabbed = not dock.isFloating() and any(not one.isHidden() for one in others)
            dock.set_tabbed(is_tabbed)
        for bar in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setObjectName("docktabs")
            bar.setExpanding(False)
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)
        self.changed.emit()


def _nothing() -> QWidget:
    """A middle that leaves everything to the docks."""
    middle = QWidget()
    middle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
    middle.setMaximumSize(0, 0)
    middle.hide()
    return middle


class _Frame(QWidget):
    """The window's ground around the middle, a little away from the docks.

    It shows that the keys go to what is in it, which may paint all of itself.
    """

    def __init__(self, middle: QWidget) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(_FRAME_PX, _FRAME_PX, _FRAME_PX, _FRAME_PX)
        rows.addWidget(middle)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        is_focused = now is not None and self.isAncestorOf(now)
        if self.property("focused") is not is_focused:
            self.setProperty("focused", is_focused)
            self.style().unpolish(self)
            self.style().polish(self)
