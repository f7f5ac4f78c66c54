"""What can be done with the filters of the selected layers: open, copy, paste, take away."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from studio.core.edits import ChangeLayer
from studio.core.ids import new_id
from studio.core.picture_filters import PictureFilter
from studio.core.scene import Layer
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.filters_dialog import raised
from studio.ui.streamer.picture_filters_dialog import PictureFiltersDialog
from studio.ui.theme import Theme
from studio.ui.words import tr


class FilterActs:
    """``selected`` tells the ids of the selected layers; ``view`` shows the picture."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        theme: Theme,
        view: QWidget,
        selected: Callable[[], Sequence[str]],
    ) -> None:
        self._window = window
        self._session = session
        self._theme = theme
        self._view = view
        self._selected = selected
        self._copied: tuple[PictureFilter, ...] = ()

    def open(self) -> None:
        """The dialog of the first selected layer."""
        scene, layers = self._session.scene, self._layers()
        if scene is None or not layers or raised(self._window, layers[0].id):
            return
        place = (scene.id, layers[0].id)
        PictureFiltersDialog(self._window, self._session, self._theme, self._view, place).show()

    def copy(self) -> None:
        """Remember the filters of the first selected layer."""
        layers = self._layers()
        if layers:
            self._copied = layers[0].filters

    def paste(self) -> None:
        """Give all selected layers what was copied, in one step."""
        self._set(self._copied)

    def clear(self) -> None:
        """Take all filters away."""
        self._set(())

    def commands(self) -> list[Command]:
        """For the palette, the menus and keys."""
        return [
            Command(
                "layer.filters",
                tr("layer_filters"),
                self.open,
                keys=("Ctrl+Shift+E",),
                group="layers",
                is_possible=self._has_selection,
            ),
            Command(
                "layer.copy_filters",
                tr("copy_filters"),
                self.copy,
                group="layers",
                is_possible=self._has_filters,
            ),
            Command(
                "layer.paste_filters",
                tr("paste_filters"),
                self.paste,
                group="layers",
                is_possible=lambda: bool(self._copied) and self._has_selection(),
            ),
            Command(
                "layer.clear_filters",
                tr("clear_filters"),
                self.clear,
                group="layers",
                is_possible=self._has_filters,
            ),
        ]

    def _layers(self) -> list[Layer]:
        scene, ids = self._session.scene, self._selected()
        return [one for one in scene.layers if one.id in ids] if scene is not None else []

    def _has_selection(self) -> bool:
        return bool(self._layers())

    def _has_filters(self) -> bool:
        return any(layer.filters for layer in self._layers())

    def _set(self, filters: tuple[PictureFilter, ...]) -> None:
        scene, layers = self._session.scene, self._layers()
        if scene is None:
            return
        key = new_id("filters") if len(layers) > 1 else ""
        for layer in layers:
            self._session.edit(ChangeLayer(scene.id, layer.id, filters=filters), key)
