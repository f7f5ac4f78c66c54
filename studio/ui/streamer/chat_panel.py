"""The chat for the streamer: large and calm, what waits on top, and a line to answer with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from studio.core.room import RoomMessage
from studio.ui.chat.acts import request_of
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.highlights import Highlights
from studio.ui.chat.importance import Importances
from studio.ui.chat.older import OlderMessages
from studio.ui.chat.order import RoomOrder
from studio.ui.chat.pin_bar import PinBar
from studio.ui.chat.pinnable_view import PinnableView
from studio.ui.chat.pins import Pins
from studio.ui.chat.platform_line import PlatformLine
from studio.ui.chat.rule_words import room_words
from studio.ui.chat.say_line import SayLine
from studio.ui.chat.search import MessageSearch
from studio.ui.chat.standing import StandingList
from studio.ui.chat.sum_line import SumLine
from studio.ui.chat.tags import tag_of
from studio.ui.chat.team import TeamFeed
from studio.ui.chat.text_size import TextSize
from studio.ui.chat.view import MessageView
from studio.ui.chat.view_menu import view_menu
from studio.ui.command import Command
from studio.ui.memory import Memory
from studio.ui.session import Session
from studio.ui.streamer.commands.chat import chat_commands
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

_HELD_PX = 132


class ChatPanel(Panel):
    """Stands still while it is read, and says how many came meanwhile."""

    _order: RoomOrder | None = None

    def __init__(self, session: Session, theme: Theme, memory: Memory | None = None) -> None:
        super().__init__(tr("chat"), theme)
        self._session = session
        self.feed = ChatFeed(session)
        self.pins = Pins(session)
        self.importances = Importances()
        self.platforms = PlatformLine(session, self.feed, theme)
        self.team = TeamFeed(session)
        marks = self.team.marks
        self.held = MessageView(
            theme, tr("chat_held"), self.act, RowStyle(marks=marks), is_from_end=False
        )
        self.held.setModel(self.feed.held)
        self.held.setMaximumHeight(_HELD_PX)
        self.text_size = TextSize(memory or Memory(), lambda px: self.live.rows.resize_text(px))
        style = RowStyle(
            self.text_size.text_px, marks=marks, tag=lambda kept: tag_of(kept, self.importances)
        )
        self.live = PinnableView(theme, tr("chat"), self.act, style, self.pins)
        self.live.setModel(self.feed.live)
        self.highlights = Highlights(session, self.feed, self.importances)
        self.older = OlderMessages(session, self.feed, self.live)
        self.pin_bar = PinBar(self.pins)
        self._held_words = plain_label("", "quiet")
        self._held_words.setProperty("tone", "warning")
        self._room_words = plain_label("", "quiet")
        self._room_words.setWordWrap(True)
        self._note = plain_label("", "empty")
        self._note.setWordWrap(True)
        self.more = QPushButton()
        self.only = QPushButton(tr("chat_highlights"))
        self.only.setCheckable(True)
        self.only.setToolTip(tr("chat_highlights_tip"))
        self.search = MessageSearch(session, self.live, self.feed.live)
        self.sum_line = SumLine(session)
        self.say_line = SayLine(session, theme)
        self.view_button = self.add_tool("more", tr("chat_view"), self._open_view_menu)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def shown(self) -> StandingList:
        """The list that is seen while nothing is searched for."""
        return self.highlights.list if self.only.isChecked() else self.feed.live_list

    def use_order(self, order: RoomOrder) -> None:
        """Put what keeps the room in order into the heading."""
        self._order = order
        self.put_tool(order.menu)
        self.put_tool(order.shield)
        self.feed.loaded.connect(lambda: order.shield.show_shield(self.feed.shield))

    def act(self, name: str, kept: RoomMessage) -> None:
        """Do it; the hub tells everybody what became of it."""
        if name == "learn" and self._order is not None:
            self._order.learn(kept)
        else:
            self._session.ask(request_of(name, kept))

    def commands(self) -> list[Command]:
        """What the palette finds."""
        return chat_commands(self.pins, self.text_size, self.only.toggle, self.only.isChecked)

    def to_end(self) -> None:
        """Back to the newest."""
        self._pause(False)
        self.live.clearSelection()
        self.live.scrollToBottom()

    def refresh(self) -> None:
        """Show what is known now."""
        feed = self.feed
        waiting = feed.held_list.count
        is_searching = bool(self.search.words)
        self.held.setVisible(feed.held.rowCount() > 0 and not is_searching)
        self._held_words.setVisible(waiting > 0 and not is_searching)
        self._held_words.setText(tr("chat_wait", count=waiting))
        self.more.setVisible(self.shown.unseen > 0 and not is_searching)
        self.more.setText(tr("chat_more", count=self.shown.unseen))
        room = room_words(feed.settings)
        self._room_words.setText(room)
        self._room_words.setVisible(bool(room))
        is_empty = self.search.model.rowCount() == 0
        self._note.setText(self._empty_words(is_searching))
        self._note.setVisible(is_empty)
        self.live.setVisible(not is_empty)
        self.say_line.set_open(feed.is_known)

    def _empty_words(self, is_searching: bool) -> str:
        if not self.feed.is_known:
            return tr("chat_away")
        if is_searching:
            return tr("chat_not_found")
        return tr("chat_no_highlights" if self.only.isChecked() else "chat_none")

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(4)
        above.addWidget(self.search.line, 1)
        above.addWidget(self.only)
        self.body.addWidget(self.platforms)
        self.body.addWidget(self.pin_bar)
        self.body.addLayout(above)
        self.body.addWidget(self._room_words)
        self.body.addWidget(self._held_words)
        self.body.addWidget(self.held)
        self.body.addWidget(self._note)
        self.body.addWidget(self.live, 1)
        self.body.addWidget(self.more)
        self.body.addStretch(0)
        self.body.addWidget(self.sum_line)
        self.body.addWidget(self.say_line)

    def _connect(self) -> None:
        self.feed.changed.connect(self.refresh)
        self.feed.added.connect(self._follow)
        self.feed.loaded.connect(lambda: self.importances.set_names(self.feed.channels))
        self.highlights.changed.connect(self.refresh)
        self.highlights.list.added.connect(self._follow)
        self.live.reading_changed.connect(self._pause)
        self.more.clicked.connect(self.to_end)
        self.only.toggled.connect(self._filter)
        self.search.changed.connect(self.refresh)
        self.held.reading_changed.connect(self.feed.pause_held)
        self.pins.changed.connect(self._show_pin)
        self._session.changed.connect(self.refresh)

    def _pause(self, is_paused: bool) -> None:
        self.highlights.list.pause(is_paused)
        self.feed.pause(is_paused)
        self.refresh()

    def _filter(self) -> None:
        self.search.show_live(self.shown.model)
        self.refresh()

    def _show_pin(self) -> None:
        pin = self.pins.pin
        self.highlights.pin(pin.message if pin is not None else None)
        self.live.rows.measure_anew()
        self.refresh()

    def _open_view_menu(self) -> None:
        menu = view_menu(self, self.text_size, self.pins)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view_button.mapToGlobal(self.view_button.rect().bottomLeft()))

    def _follow(self) -> None:
        if not self.search.words:
            self.live.scrollToBottom()
