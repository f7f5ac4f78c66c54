"""Everything around the stage, put together once: view, selection, acts, commands, keys, menu."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from studio.ui.command import Command
from studio.ui.local_keys import LocalKeys
from studio.ui.selection import Selection
from studio.ui.session import Session
from studio.ui.streamer.clip_acts import ClipActs
from studio.ui.streamer.commands.second import second_commands
from studio.ui.streamer.commands.stage import (
    arrange_commands,
    clip_commands,
    look_commands,
    order_commands,
)
from studio.ui.streamer.layer_acts import LayerActs
from studio.ui.streamer.layers_panel import LayersPanel
from studio.ui.streamer.second_picture import SecondPicture
from studio.ui.streamer.stage import Stage
from studio.ui.streamer.stage_menu import stage_menu
from studio.ui.theme import Theme
from studio.ui.widgets.preview import PreviewView


class StageParts:
    """``sentence()`` stands where the picture will be; ``open_add(button)`` shows what to add."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        sentence: Callable[[], str],
        open_add: Callable[[QWidget], object],
    ) -> None:
        self.selection = Selection(session)
        self.second = SecondPicture(session, theme)
        self.acts = LayerActs(session, self.selection, lambda: self.second.is_touched)
        self.view = PreviewView(theme, sentence)
        self.stage = Stage(session, self.selection, self.view)
        self.second_stage = Stage(session, self.selection, self.second.view, is_second=True)
        self.second_stage.said.connect(self.stage.said)
        self.second_stage.wanted_details.connect(self.stage.wanted_details)
        self._session = session
        self.clips = ClipActs(session, self.selection, self.acts, self.stage.drop)
        self.layers = LayersPanel(session, theme, self.selection, self.acts, open_add)
        self.layers.opened.connect(self.stage.open_layer)
        self.layers.dropped.connect(self.stage.drop)
        views = (self.view, self.second.view, self.layers.list)
        self._keys = [LocalKeys(one, self.commands) for one in views]

    def commands(self) -> list[Command]:
        """What can be done on the stage and in the list of layers now."""
        return [
            *clip_commands(self.acts, self.clips, self.selection),
            *order_commands(self.acts, self.stage, self.selection),
            *arrange_commands(self.acts, self.selection),
            *look_commands(self.stage, self.view),
            *second_commands(self._session, self.second, self.selection),
        ]

    def bind_menu(self, window: QWidget, commands: Callable[[], list[Command]]) -> None:
        """Right click and Menu key open the menu, made of the window's commands."""

        def show(place: QPoint) -> None:
            stage_menu(window, commands()).popup(place)

        self.view.menu_wanted.connect(show)
        self.second.view.menu_wanted.connect(show)
        self.layers.menu_wanted.connect(show)
