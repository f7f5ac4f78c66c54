"""The streamer's window: what the show is made of, the programme, and who watches."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.core.messages.requests import ReplaceShow
from studio.core.scene import Show
from studio.ui.chat.order import RoomOrder
from studio.ui.command_book import CommandBook, KeyBinding, menu_of
from studio.ui.docks.area import DockArea
from studio.ui.docks.layouts import Layouts
from studio.ui.global_keys import GlobalKeys
from studio.ui.hotkeys.platform import hotkeys_here
from studio.ui.key_choices import chosen_keys
from studio.ui.memory import Memory
from studio.ui.pictures import Pictures
from studio.ui.screen_fit import ScreenFit
from studio.ui.seen import SeenWatch
from studio.ui.session import Session
from studio.ui.source_names import KINDS
from studio.ui.stage.preview_size import PreviewSize
from studio.ui.streamer.add_menu import AddMenu
from studio.ui.streamer.audience_panel import AudiencePanel
from studio.ui.streamer.chat_panel import ChatPanel
from studio.ui.streamer.closing import Closing, ask_on_air
from studio.ui.streamer.commands.air import air_commands
from studio.ui.streamer.commands.edit import edit_commands
from studio.ui.streamer.commands.engage import engage_commands
from studio.ui.streamer.commands.layers import layer_commands
from studio.ui.streamer.commands.platforms import platform_commands
from studio.ui.streamer.commands.preview import preview_commands
from studio.ui.streamer.commands.replay import replay_commands
from studio.ui.streamer.commands.scenes import scene_commands
from studio.ui.streamer.commands.settings import setting_commands
from studio.ui.streamer.commands.shop import shop_commands
from studio.ui.streamer.commands.sound import sound_commands
from studio.ui.streamer.commands.studio import studio_commands
from studio.ui.streamer.commands.upkeep import upkeep_commands
from studio.ui.streamer.commands.view import view_commands
from studio.ui.streamer.details_panel import DetailsPanel
from studio.ui.streamer.engage_panel import EngagePanel
from studio.ui.streamer.filter_acts import FilterActs
from studio.ui.streamer.header import Header
from studio.ui.streamer.health import HealthBar
from studio.ui.streamer.keys_dialog import KeysDialog
from studio.ui.streamer.layout import LAYOUTS, arrangement
from studio.ui.streamer.monitors import Monitors
from studio.ui.streamer.platforms_dialog import open_platforms
from studio.ui.streamer.removal import Removal
from studio.ui.streamer.scenes_panel import ScenesPanel
from studio.ui.streamer.servers_panel import ServersPanel
from studio.ui.streamer.settings_dialog import SettingsDialog
from studio.ui.streamer.shop.shop import Shop
from studio.ui.streamer.sound_panel import SoundPanel
from studio.ui.streamer.stage_parts import StageParts
from studio.ui.streamer.team_dialog import TeamDialog
from studio.ui.streamer.two_pictures import TwoPictures
from studio.ui.streamer.upkeep import Upkeep
from studio.ui.talk_keys import TalkKeys
from studio.ui.theme import Theme
from studio.ui.waiting import Waiting
from studio.ui.widgets.palette import CommandPalette
from studio.ui.widgets.panel import Panel, stacked
from studio.ui.widgets.toast import Toast
from studio.ui.words import tr

_ROLE = "streamer"
_GEOMETRY = "streamer/geometry"


class StreamerWindow(QMainWindow):
    """``on_close(is_ending)`` is called once: True ends the studio, False leaves it on air."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        demo_show: Callable[[], Show],
        on_close: Callable[[bool], None],
        memory: Memory | None = None,
        log_path: str = "",
    ) -> None:
        super().__init__()
        self.setWindowTitle("Hawker")
        self.setMinimumSize(1024, 700)
        self.resize(1440, 900)
        self._session = session
        self._theme = theme
        self._demo_show = demo_show
        self._on_close = on_close
        self._memory = memory or Memory()
        self._is_leaving = False
        self.waiting = Waiting(session, log_path)
        self._build()
        self.toast = Toast(self)
        self.removal = Removal(session, self.toast)
        self.upkeep = Upkeep(self, session, theme, self.health, self.toast.say, demo_show)
        self.shop = Shop(self, session, self.toast.say, self.header.shop)
        self.filter_acts = FilterActs(self, session, theme, self.preview, self.layers.chosen)
        self.details.wanted_filters.connect(self.filter_acts.open)
        self.book = CommandBook(lambda: chosen_keys(session.state.settings.ui))
        self._fill_book()
        self._keys = KeyBinding(self, self.book)
        self.global_keys = GlobalKeys(
            self.book,
            lambda: session.state.settings.ui.global_keys,
            hotkeys_here,
            lambda words: self.toast.say(words, "urgent"),
        )
        self.talk = TalkKeys(session, hotkeys_here, lambda words: self.toast.say(words, "urgent"))
        self.sound.use_talk(self.talk)
        self._connect()
        self._open_as_left()

    def _build(self) -> None:
        """Everything that is seen."""
        session, theme = self._session, self._theme
        self.header = Header(session, theme, self.open_menu)
        self.pictures = Pictures(session)
        self.scenes = ScenesPanel(session, theme, self.pictures)
        self.stage = StageParts(
            session,
            theme,
            lambda: self.waiting.words,
            lambda button: self.add_menu.exec(_below(button)),
        )
        self.layers, self.preview = self.stage.layers, self.stage.view
        self.sound = SoundPanel(session, theme)
        self.details = DetailsPanel(session, theme)
        self.servers = ServersPanel(session, theme)
        self.chat = ChatPanel(session, theme, self._memory)
        self.chat.platforms.clicked.connect(partial(open_platforms, self, session, theme))
        self.audience = AudiencePanel(session, theme)
        self.engage = EngagePanel(session, theme)
        self.health = HealthBar(session)
        self.add_menu = AddMenu(self, session, theme)
        self.two = TwoPictures(session, theme, self.preview, self.pictures, self.stage.second)
        self.monitors = Monitors(self, session, theme, self.pictures)
        self.docks = DockArea(self.two)
        for name, panel in self._panels().items():
            self.docks.add(name, panel)
        self.layouts = Layouts(self.docks, self._memory, _ROLE, LAYOUTS, arrangement)
        self.setCentralWidget(stacked(self.header, self.docks, self.health))

    def _panels(self) -> dict[str, Panel]:
        """Each becomes a dock; where it stands at first is said in ``layout.py``."""
        return {
            "scenes": self.scenes,
            "layers": self.layers,
            "sound": self.sound,
            "details": self.details,
            "audience": self.audience,
            "servers": self.servers,
            "chat": self.chat,
            "engage": self.engage,
        }

    def _fill_book(self) -> None:
        """One line an area; see ``streamer/commands``."""
        self.order = RoomOrder(
            *(self, self._session, self._theme),
            lambda: self.chat.feed.settings,
            self.toast.say,
        )
        self.chat.use_order(self.order)
        self.book.add(
            partial(air_commands, self._session, self.header),
            partial(edit_commands, self._session, self.stage.stage.stream.flush),
            partial(scene_commands, self._session, self.scenes.add),
            partial(preview_commands, self._session, self.two.bar.open_settings),
            partial(replay_commands, self._session),
            partial(engage_commands, self.engage),
            self.monitors.commands,
            partial(sound_commands, self._session),
            partial(layer_commands, tuple(KINDS), self.add_menu.add, self.stage.acts.group),
            lambda: view_commands(
                self.docks, self.layouts, self.toggle_full_screen, self.isFullScreen
            ),
            self.stage.commands,
            self.chat.commands,
            partial(studio_commands, self),
            partial(platform_commands, partial(open_platforms, self, self._session, self._theme)),
            partial(setting_commands, self.open_settings),
            partial(upkeep_commands, self.upkeep),
            partial(shop_commands, self.shop),
            self.filter_acts.commands,
            self.order.commands,
        )

    def add_server(self) -> None:
        """Ask for a server to send the show to."""
        self.servers.add()

    def toggle_full_screen(self) -> None:
        """The whole screen, or back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def open_demo(self) -> None:
        """Open the demo show; undo brings the other one back."""
        self._session.ask(ReplaceShow(self._demo_show()))

    def open_settings(self, field: str = "") -> None:
        """The settings; at the field of that name."""
        dialog = SettingsDialog(self, self._session)
        dialog.open()
        dialog.show_field(tr(field))

    def open_team(self) -> None:
        """Moderators and their devices."""
        TeamDialog(self, self._session, self._theme).open()

    def open_keys(self) -> None:
        """The keys."""
        KeysDialog(self, self._session, self.book.own(), self.global_keys.why_not).open()

    def open_palette(self) -> None:
        """The palette, in the middle of the upper half."""
        memory = self._memory
        CommandPalette(self, self.book.commands, memory.recent, memory.used).open_over(self)

    def open_menu(self) -> None:
        """Everything that can be done, below its button."""
        menu = menu_of(self, self.book.commands())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(_below(self.header.more))

    def leave(self) -> None:
        """Another window takes over: go without asking."""
        self.pictures.stop()
        self._is_leaving = True
        self.global_keys.close()
        self.talk.close()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Off air everything ends; on air a person says which."""
        self._keep_as_left()
        if self._is_leaving:
            event.accept()
            return
        if not self._session.state.is_on_air:
            self._on_close(True)
            event.accept()
            return
        answer = ask_on_air(self)
        if answer is Closing.END_SHOW and not self._session.state.is_connected:
            self.toast.say(tr("reconnecting"), "urgent")  # nobody is there who could end it
            answer = Closing.STAY
        if answer is Closing.STAY:
            event.ignore()
            return
        self._on_close(answer is Closing.END_SHOW)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The toast stays in its place, and the docks may need another layout."""
        super().resizeEvent(event)
        self.toast.place()
        self.layouts.resized(self.width(), self.height())

    def _open_as_left(self) -> None:
        self.screen_fit = ScreenFit(self)
        self.restoreGeometry(QByteArray(self._memory.state(_GEOMETRY)))
        self.layouts.open(self.width(), self.height())

    def _keep_as_left(self) -> None:
        self.layouts.keep()
        self._memory.keep_state(_GEOMETRY, bytes(self.saveGeometry().data()))

    def _connect(self) -> None:
        session = self._session
        session.failed.connect(lambda words: self.toast.say(words, "urgent"))
        session.changed.connect(self._keys.refresh_soon)
        session.changed.connect(self.global_keys.refresh)
        self.preview_size = PreviewSize(session, self.preview, self.monitors.projected_px)
        self.monitors.on_projected = self.preview_size.ask_soon
        self.waiting.changed.connect(self.preview.update)
        seen = SeenWatch(self)
        seen.changed.connect(self.pictures.show_prepared)
        seen.changed.connect(self.scenes.show_pictures)
        session.changed.connect(self.preview.update)  # its sentence, while there is no picture
        self.stage.selection.changed.connect(self._show_details)
        self.details.is_second = lambda: self.stage.second.is_touched
        self.stage.second.touched.connect(self.details.refresh)
        self.add_menu.added.connect(self.stage.selection.expect)
        self.stage.stage.said.connect(lambda words: self.toast.say(words, "urgent"))
        self.stage.stage.wanted_details.connect(self._edit_details)
        self.stage.bind_menu(self, self.book.commands)

    def _edit_details(self) -> None:
        self.docks.show_dock("details", True)
        self.details.take_focus()

    def _show_details(self) -> None:
        selection = self.stage.selection
        self.details.show_layer(selection.only)
        self.details.show_several(selection.layer_ids)


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
