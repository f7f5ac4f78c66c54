"""The moderator's window: lanes side by side, the team below, a key for every act."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from studio.ui.chat.order import RoomOrder
from studio.ui.command import Provider
from studio.ui.command_book import CommandBook, KeyBinding, menu_of
from studio.ui.docks.area import DockArea
from studio.ui.docks.layouts import Layouts
from studio.ui.memory import Memory
from studio.ui.moderator.alarm_line import AlarmLine
from studio.ui.moderator.commands import act_commands, way_commands, window_commands
from studio.ui.moderator.door import Door
from studio.ui.moderator.header import ModeratorHeader
from studio.ui.moderator.keys_sheet import KeysSheet
from studio.ui.moderator.layout import LAYOUTS, arrangement
from studio.ui.moderator.pair_page import PairPage
from studio.ui.moderator.undo_line import UndoLine
from studio.ui.moderator.workplace import Workplace
from studio.ui.screen_fit import ScreenFit
from studio.ui.session import Session
from studio.ui.streamer.commands.view import view_commands
from studio.ui.theme import Theme
from studio.ui.widgets.palette import CommandPalette
from studio.ui.widgets.panel import stacked
from studio.ui.widgets.toast import Toast
from studio.ui.words import tr

_ROLE = "moderator"
_GEOMETRY = "moderator/geometry"


class ModeratorWindow(QMainWindow):
    """``on_close`` is called once. ``more_commands``: what the program around it can do.

    ``door``: how it stands with a studio that has to be found first; the first page shows it.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        on_close: Callable[[], object],
        memory: Memory | None = None,
        more_commands: Provider = list,
        door: Door | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(tr("moderator_title"))
        self.setMinimumSize(1024, 700)
        self.resize(1440, 900)
        self._session = session
        self._on_close = on_close
        self._memory = memory or Memory()
        self._is_leaving = False
        self.book = CommandBook()
        self.toast = Toast(self)
        self.work = Workplace(self, session, theme, self.book, self.toast.say)
        self.header = ModeratorHeader(session, theme, self.work.team, self.work.go, self.open_menu)
        self._add_order(theme)
        self.docks = DockArea(None)
        for name, panel in self.work.panels.items():
            self.docks.add(name, panel)
        self.layouts = Layouts(self.docks, self._memory, _ROLE, LAYOUTS, arrangement)
        self._door = door
        self.pages = QStackedWidget()
        self.pages.addWidget(stacked(self.header, self.docks, self._footer()))
        self.setCentralWidget(self.pages)
        if door is not None:
            self._await(door)
        self._keep_order(theme)
        self._fill_book(more_commands)
        self._keys = KeyBinding(self, self.book)
        session.failed.connect(lambda words: self.toast.say(words, "urgent"))
        session.changed.connect(self._keys.refresh_soon)
        self._open_as_left()

    def to_search(self) -> None:
        """The search of the live lane."""
        self._show("live")
        self.work.live.search.line.setFocus()
        self.work.live.search.line.selectAll()

    def to_whisper(self) -> None:
        """The line to the team."""
        self._show("whisper")
        self.work.whisper.line.setFocus()

    def to_lane(self, lane: str) -> None:
        """That lane, with the keys."""
        self._show(lane)
        if lane == "whisper":
            self.work.whisper.list.setFocus()
        elif lane == "audit":
            self.work.audit.list.setFocus()
        else:
            self.work.chosen.use(lane)

    def open_keys(self) -> None:
        """The sheet of keys."""
        KeysSheet(self, self.book.own()).open()

    def open_palette(self) -> None:
        """The palette, in the middle of the upper half."""
        memory = self._memory
        CommandPalette(self, self.book.commands, memory.recent, memory.used).open_over(self)

    def open_menu(self) -> None:
        """Everything that can be done, below its button."""
        menu = menu_of(self, self.book.commands())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.header.more
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def toggle_full_screen(self) -> None:
        """The whole screen, or back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def leave(self) -> None:
        """Another window takes over."""
        self._is_leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing depends on this window."""
        self.layouts.keep()
        self._memory.keep_state(_GEOMETRY, bytes(self.saveGeometry().data()))
        if not self._is_leaving:
            self._on_close()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The toast stays in its place, and the lanes may need another layout."""
        super().resizeEvent(event)
        self.toast.place()
        self.layouts.resized(self.width(), self.height())

    def _show(self, lane: str) -> None:
        self.docks.show_dock(lane)

    def _await(self, door: Door) -> None:
        """The first page, until there is a studio to work on."""
        self.pair_page = PairPage(door)
        self.pages.addWidget(self.pair_page)
        door.changed.connect(self._show_page)
        self._show_page()

    def _show_page(self) -> None:
        """The lanes once there is a studio; a moment without it does not take them away."""
        if self._door is not None:
            self.pages.setCurrentIndex(0 if self._door.is_inside else 1)

    def _footer(self) -> QWidget:
        """The act that can be undone, and what the studio has to say."""
        footer = QWidget()
        footer.setObjectName("health")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.undo_line = UndoLine(self.work.team, self.work.acts.undo)
        self.alarms = AlarmLine(self._session, tr("moderator_calm"))
        row = QHBoxLayout(footer)
        row.setContentsMargins(12, 2, 16, 2)
        row.setSpacing(24)
        row.addWidget(self.undo_line)
        row.addWidget(self.alarms, 1)
        return footer

    def _add_order(self, theme: Theme) -> None:
        """The shield and the menu of the room stand in the header."""
        feed = self.work.feed
        self.order = RoomOrder(self, self._session, theme, lambda: feed.settings, self.toast.say)
        for tool in (self.order.shield, self.order.menu):
            self.header.tools.addWidget(tool)
        feed.loaded.connect(lambda: self.order.shield.show_shield(feed.shield))

    def _keep_order(self, theme: Theme) -> None:
        """Shield, rules, slow mode and the rest of what keeps the whole room in order."""
        feed, live = self.work.feed, self.work.live
        self.order = RoomOrder(self, self._session, theme, lambda: feed.settings, self.toast.say)
        live.put_tool(self.order.menu)
        live.put_tool(self.order.shield)
        feed.loaded.connect(lambda: self.order.shield.show_shield(feed.shield))
        self.book.add(self.order.commands)

    def _fill_book(self, more_commands: Provider) -> None:
        lanes = tuple(self.work.panels)
        self.book.add(
            partial(act_commands, self.work.acts),
            partial(way_commands, self, self.work.chosen, lanes),
            lambda: view_commands(
                self.docks, self.layouts, self.toggle_full_screen, self.isFullScreen
            ),
            partial(window_commands, self),
            self.order.commands,
            more_commands,
        )

    def _open_as_left(self) -> None:
        self.screen_fit = ScreenFit(self)
        self.restoreGeometry(QByteArray(self._memory.state(_GEOMETRY)))
        self.layouts.open(self.width(), self.height())
