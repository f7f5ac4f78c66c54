"""One dock: a panel whose heading is the title bar, and a menu that moves it by keyboard too."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMenu

from studio.ui.docks.arrangement import Side
from studio.ui.widgets.panel import Panel, tool_button
from studio.ui.words import tr

_AREAS = {
    Side.LEFT: Qt.DockWidgetArea.LeftDockWidgetArea,
    Side.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea,
    Side.BELOW: Qt.DockWidgetArea.BottomDockWidgetArea,
    Side.ABOVE: Qt.DockWidgetArea.TopDockWidgetArea,
}
_LEAST_PX = 236
_SMALL_ICON = QSize(14, 14)
_FREE = (
    QDockWidget.DockWidgetFeature.DockWidgetClosable
    | QDockWidget.DockWidgetFeature.DockWidgetMovable
    | QDockWidget.DockWidgetFeature.DockWidgetFloatable
)


def area_of(side: Side) -> Qt.DockWidgetArea:
    """Qt's name for a side."""
    return _AREAS[side]


class Dock(QDockWidget):
    """``move(dock, side)`` takes it to a side. Its name for saved layouts is ``dock_id``.

    ``neighbour(dock, by)`` is the one before or after it; ``swap`` lets the two change places.
    """

    def __init__(
        self,
        dock_id: str,
        panel: Panel,
        move: Callable[["Dock", Side], None],
        neighbour: Callable[["Dock", int], "Dock | None"] = lambda _dock, _by: None,
        swap: Callable[["Dock", "Dock"], None] = lambda _dock, _other: None,
    ) -> None:
        super().__init__(panel.title)
        self.dock_id = dock_id
        self.panel = panel
        self.setObjectName(dock_id)
        self.setAccessibleName(panel.title)
        self._move = move
        self._neighbour = neighbour
        self._swap = swap
        self._more = tool_button("more", tr("dock_menu"), panel.theme, self.open_menu)
        self._more.setIconSize(_SMALL_ICON)
        panel.heading_row.addWidget(self._more)
        panel.titled.connect(self._retitle)
        self.setTitleBarWidget(panel.heading)
        self.setWidget(panel)
        panel.setMinimumWidth(max(_LEAST_PX, panel.least_px))
        policy = panel.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # a panel behind a tab still holds the column open
        panel.setSizePolicy(policy)
        self.setFeatures(_FREE)
        self._is_tabbed = False
        self._is_in_front = True
        self.topLevelChanged.connect(self._show_border)
        self.visibilityChanged.connect(self._come_to_front)

    @property
    def is_shown(self) -> bool:
        """Whether a person left it open; one behind another's tab is."""
        return not self.isHidden()

    @property
    def is_in_front(self) -> bool:
        """Open, and not behind another's tab."""
        return not self.isHidden() and self._is_in_front

    def set_locked(self, is_locked: bool) -> None:
        """Locked docks stay where they are."""
        none = QDockWidget.DockWidgetFeature.NoDockWidgetFeatures
        self.setFeatures(none if is_locked else _FREE)
        self._more.setVisible(not is_locked)

    def set_tabbed(self, is_tabbed: bool) -> None:
        """The tab says the name already; a bar without tools is not needed either."""
        self._is_tabbed = is_tabbed
        self.panel.title_label.setVisible(not is_tabbed)
        self._show_heading()

    def _come_to_front(self, is_in_front: bool) -> None:
        """Behind another tab Qt only moves a dock away: the Tab key would still come to it."""
        self._is_in_front = is_in_front
        if not self.isHidden():
            self.panel.setVisible(is_in_front)
            self._show_heading()

    def _show_heading(self) -> None:
        has_use = not self._is_tabbed or self.panel.has_tools
        self.panel.set_heading(has_use and self._is_in_front)

    def open_menu(self) -> None:
        """Float, move, hide."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        words = tr("dock_back") if self.isFloating() else tr("dock_float")
        menu.addAction(words, lambda: self.setFloating(not self.isFloating()))
        for side, name in (
            (Side.LEFT, "dock_left"),
            (Side.RIGHT, "dock_right"),
            (Side.ABOVE, "dock_above"),
            (Side.BELOW, "dock_below"),
        ):
            menu.addAction(tr(name), partial(self._move, self, side))
        for by, name in ((-1, "dock_before"), (1, "dock_after")):
            other = self._neighbour(self, by)
            if other is not None:
                words = tr(name, dock=other.panel.title)
                menu.addAction(words, partial(self._swap, self, other))
        menu.addSeparator()
        menu.addAction(tr("dock_hide"), self.hide)
        return menu

    def _retitle(self, title: str) -> None:
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def _show_border(self, is_floating: bool) -> None:
        self.setProperty("floating", is_floating)
        self.style().unpolish(self)
        self.style().polish(self)
