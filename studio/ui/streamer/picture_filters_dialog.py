"""The filters of one layer's picture."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.core.edits import ChangeLayer
from studio.core.filter_settings import FilterSettings
from studio.core.picture_filters import KINDS
from studio.core.scene import Layer, Show
from studio.ui.session import Session
from studio.ui.streamer.filter_fields import Changed
from studio.ui.streamer.filter_list import Filters
from studio.ui.streamer.filters_dialog import FiltersDialog
from studio.ui.streamer.picture_filter_fields import PictureFilterFields
from studio.ui.streamer.picture_presets import PRESETS, preset
from studio.ui.theme import Theme
from studio.ui.widgets.eyedropper import Eyedropper


@dataclass(frozen=True, slots=True)
class FilteredLayer:
    """A layer in its scene; ``eyedropper`` sits on the picture."""

    scene_id: str
    id: str
    eyedropper: Eyedropper
    kinds: tuple[type[FilterSettings], ...] = KINDS
    presets: tuple[str, ...] = PRESETS

    def filters_in(self, show: Show) -> Filters | None:
        """The layer's filters."""
        layer = self._layer(show)
        return layer.filters if layer is not None else None

    def name_in(self, show: Show) -> str:
        """The layer's name."""
        layer = self._layer(show)
        return layer.name if layer is not None else self.id

    def surroundings_in(self, _show: Show) -> None:
        """The fields offer nothing of the show."""

    def made(self, kind: type[Any], _show: Show) -> Any:
        """A new filter."""
        return kind()

    def preset(self, name: str, _show: Show) -> Filters:
        """The filters of that set."""
        return preset(name)

    def fields_of(self, settings: Any, _show: Show, changed: Changed) -> PictureFilterFields:
        """Fields for one filter."""
        return PictureFilterFields(settings, self.eyedropper.pick, changed)

    def ask(self, session: Session, filters: Filters, merge_key: str) -> None:
        """Ask for these filters."""
        session.edit(ChangeLayer(self.scene_id, self.id, filters=filters), merge_key)

    def _layer(self, show: Show) -> Layer | None:
        scene = show.scene(self.scene_id)
        layers = scene.layers if scene is not None else ()
        return next((one for one in layers if one.id == self.id), None)


class PictureFiltersDialog(FiltersDialog):
    """One per layer; ``view`` shows the picture that a colour can be taken from."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        theme: Theme,
        view: QWidget,
        place: tuple[str, str],
    ) -> None:
        self._eyedropper = Eyedropper(view)
        super().__init__(parent, session, theme, FilteredLayer(*place, self._eyedropper))

    def done(self, result: int) -> None:
        """A colour that was to be taken is not taken any more."""
        self._eyedropper.cancel()
        self._eyedropper.deleteLater()
        super().done(result)
