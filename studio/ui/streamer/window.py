"""The streamer's window: what the show is made of, the programme, and who watches."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from studio.core.edits import ChangeLayer
from studio.core.messages.requests import ReplaceShow
from studio.core.scene import Box, Show
from studio.ui.command_book import CommandBook, KeyBinding, menu_of
from studio.ui.session import Session
from studio.ui.source_names import KINDS
from studio.ui.streamer.add_menu import AddMenu
from studio.ui.streamer.audience_panel import AudiencePanel
from studio.ui.streamer.closing import Closing, ask_on_air
from studio.ui.streamer.commands.air import air_commands
from studio.ui.streamer.commands.edit import edit_commands
from studio.ui.streamer.commands.layers import layer_commands
from studio.ui.streamer.commands.scenes import scene_commands
from studio.ui.streamer.commands.studio import studio_commands
from studio.ui.streamer.details_panel import DetailsPanel
from studio.ui.streamer.header import Header
from studio.ui.streamer.health import HealthBar
from studio.ui.streamer.layers_panel import LayersPanel
from studio.ui.streamer.layout import whole_of
from studio.ui.streamer.scenes_panel import ScenesPanel
from studio.ui.streamer.servers_panel import ServersPanel
from studio.ui.streamer.settings_dialog import SettingsDialog
from studio.ui.streamer.sound_panel import SoundPanel
from studio.ui.theme import Theme
from studio.ui.widgets.palette import CommandPalette
from studio.ui.widgets.preview import PreviewView
from studio.ui.widgets.toast import Toast
from studio.ui.words import tr


class StreamerWindow(QMainWindow):
    """``on_close(is_ending)`` is called once: True ends the studio, False leaves it on air."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        demo_show: Callable[[], Show],
        on_close: Callable[[bool], None],
    ) -> None:
        super().__init__()
        self.setWindowTitle("Hawker")
        self.setMinimumSize(1024, 700)
        self.resize(1440, 900)
        self._session = session
        self._theme = theme
        self._demo_show = demo_show
        self._on_close = on_close
        self._selected = ""
        self.header = Header(session, theme, self.open_menu)
        self.scenes = ScenesPanel(session, theme)
        self.layers = LayersPanel(session, theme, lambda button: self.add_menu.exec(_below(button)))
        self.sound = SoundPanel(session, theme)
        self.preview = PreviewView(theme, lambda: _waiting_words(session))
        self.details = DetailsPanel(session, theme)
        self.servers = ServersPanel(session, theme)
        self.audience = AudiencePanel(session, theme)
        self.health = HealthBar(session)
        self.add_menu = AddMenu(self, session, theme)
        self.setCentralWidget(whole_of(self))
        self.toast = Toast(self)
        self.book = CommandBook()
        self._fill_book()
        self._keys = KeyBinding(self, self.book)
        self._connect()

    def _fill_book(self) -> None:
        """One line an area; see ``streamer/commands``."""
        self.book.add(
            partial(air_commands, self._session, self.header),
            partial(edit_commands, self._session),
            partial(scene_commands, self._session, self.scenes.add),
            partial(layer_commands, tuple(KINDS), self.add_menu.add, self.layers.group),
            partial(studio_commands, self),
        )

    def add_server(self) -> None:
        """Ask for a server to send the show to."""
        self.servers.add()

    def open_demo(self) -> None:
        """Open the demo show; undo brings the other one back."""
        self._session.ask(ReplaceShow(self._demo_show()))

    def open_settings(self) -> None:
        """The settings."""
        SettingsDialog(self, self._session).open()

    def open_palette(self) -> None:
        """The palette, in the middle of the upper half."""
        palette = CommandPalette(self, self.book.commands())
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.move(self.mapToGlobal(self.rect().center()) - palette.rect().center())
        palette.show()
        palette.line.setFocus()

    def open_menu(self) -> None:
        """Everything that can be done, below its button."""
        menu = menu_of(self, self.book.commands())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(_below(self.header.more))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Off air everything ends; on air a person says which."""
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
        """The toast stays in its place."""
        super().resizeEvent(event)
        self.toast.place()

    def _connect(self) -> None:
        session = self._session
        session.failed.connect(lambda words: self.toast.say(words, "urgent"))
        session.show_changed.connect(self._show_layers)
        session.preview_changed.connect(lambda: self.preview.open(session.state.preview))
        session.changed.connect(self._refresh_title)
        session.changed.connect(self._keys.refresh)
        session.changed.connect(self.preview.update)  # its sentence, while there is no picture
        self.layers.selected.connect(self._select)
        self.preview.picked.connect(self.layers.choose)
        self.preview.placed.connect(self._place)

    def _select(self, layer_id: str) -> None:
        self._selected = layer_id
        self.details.show_layer(layer_id)
        self._show_layers()

    def _show_layers(self) -> None:
        show, scene = self._session.show, self._session.scene
        if show is not None and scene is not None:
            self.preview.set_layers(scene.layers, show.canvas, self._selected)

    def _place(self, layer_id: str, box: Box, merge_key: str) -> None:
        scene = self._session.scene
        if scene is not None:
            self._session.edit(ChangeLayer(scene.id, layer_id, box=box), merge_key)

    def _refresh_title(self) -> None:
        show = self._session.show
        self.setWindowTitle(f"{show.name} — Hawker" if show is not None else "Hawker")


def _waiting_words(session: Session) -> str:
    """What stands where the picture will be."""
    return tr("preview_waits") if session.state.is_connected else tr("reconnecting")


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())
