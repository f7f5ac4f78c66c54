"""The filters of one strip of the mixer."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.core.ducking import possible_keys
from studio.core.edits import ChangeStrip
from studio.core.filter_settings import FilterSettings
from studio.core.scene import Show
from studio.core.sound_filters import KINDS, Ducking
from studio.ui.session import Session
from studio.ui.streamer.filter_fields import Changed
from studio.ui.streamer.filter_list import Filters
from studio.ui.streamer.filters_dialog import FiltersDialog
from studio.ui.streamer.sound_filter_fields import SoundFilterFields
from studio.ui.streamer.sound_presets import PRESETS, likely_voice, preset
from studio.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class FilteredStrip:
    """A strip, by its source."""

    id: str
    kinds: tuple[type[FilterSettings], ...] = KINDS
    presets: tuple[str, ...] = PRESETS

    def filters_in(self, show: Show) -> Filters | None:
        """The strip's filters."""
        return next((one.filters for one in show.strips if one.source_id == self.id), None)

    def name_in(self, show: Show) -> str:
        """The name of its source."""
        source = show.source(self.id)
        return source.name if source is not None else self.id

    def surroundings_in(self, show: Show) -> tuple[tuple[str, str], ...]:
        """The voices that it can listen to: ids and names."""
        names = {source.id: source.name for source in show.sources}
        return tuple((key, names.get(key, key)) for key in possible_keys(show.strips, self.id))

    def made(self, kind: type[Any], show: Show) -> Any:
        """A new filter; one that listens has the likeliest voice."""
        if kind is Ducking:
            return Ducking(key_source_id=likely_voice(show, self.id))
        return kind()

    def preset(self, name: str, show: Show) -> Filters:
        """The filters of that set."""
        return preset(name, show, self.id)

    def fields_of(self, settings: Any, show: Show, changed: Changed) -> SoundFilterFields:
        """Fields for one filter."""
        return SoundFilterFields(settings, self.surroundings_in(show), changed)

    def ask(self, session: Session, filters: Filters, merge_key: str) -> None:
        """Ask for these filters."""
        session.edit(ChangeStrip(self.id, filters=filters), merge_key)


class SoundFiltersDialog(FiltersDialog):
    """One per strip."""

    def __init__(self, parent: QWidget, session: Session, theme: Theme, source_id: str) -> None:
        super().__init__(parent, session, theme, FilteredStrip(source_id))
