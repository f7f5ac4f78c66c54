"""The sources that an imported show uses, each carried once, with its strip in the mixer."""

import math
from dataclasses import dataclass

from studio.core.imports.carried_filters import carry_filters, note_lost
from studio.core.imports.draft import DraftShow, DraftSource
from studio.core.imports.names import Ids
from studio.core.imports.placing import Size
from studio.core.imports.report import Notebook
from studio.core.imports.source_settings import carry
from studio.core.picture_filters import PictureFilter
from studio.core.scene import Source, Strip
from studio.core.sources import ImageSettings, has_picture, has_sound

MOST_SOURCES = 300
_LOWEST_DB, _HIGHEST_DB = -60.0, 24.0
_LONGEST_DELAY_MS = 2000


@dataclass(frozen=True, slots=True)
class Used:
    """A source of ours, how large its picture is, and the filters that its layers have."""

    source: Source
    size: Size
    filters: tuple[PictureFilter, ...] = ()

    @property
    def has_picture(self) -> bool:
        """Whether it can be a layer."""
        return has_picture(self.source.settings)


class SourceBook:
    """Carries a source when it is first asked for, and notes what it loses."""

    def __init__(self, draft: DraftShow, notes: Notebook) -> None:
        self._draft = draft
        self._notes = notes
        self._ids = Ids("source")
        self._known: dict[str, Used | None] = {}
        self._sources: list[Source] = []
        self._strips: list[Strip] = []

    @property
    def sources(self) -> tuple[Source, ...]:
        """In the order in which they were first asked for."""
        return tuple(self._sources)

    @property
    def strips(self) -> tuple[Strip, ...]:
        """One for each that can be heard."""
        return tuple(self._strips)

    def use(self, key: str) -> Used | None:
        """The source of that key; None when it cannot be carried, and a note says why."""
        if key not in self._known:
            draft = self._draft.sources.get(key)
            self._known[key] = self._carried(draft) if draft is not None else None
        return self._known[key]

    def note_unused(self) -> None:
        """A note for every source that no scene shows and nobody hears."""
        for key, draft in self._draft.sources.items():
            if key not in self._known:
                self._notes.add(_where(draft), "it is in no scene that was carried, and left out")

    def _carried(self, draft: DraftSource) -> Used | None:
        where = _where(draft)
        carried = carry(draft.kind, draft.settings, self._draft.canvas)
        for loss in carried.losses:
            self._notes.add(where, loss)
        if carried.settings is None:
            return None
        if len(self._sources) >= MOST_SOURCES:
            self._notes.add(where, f"it is left out: a show has at most {MOST_SOURCES} sources")
            return None
        source = Source(self._ids.give(draft.name), draft.name, carried.settings)
        self._sources.append(source)
        if has_sound(carried.settings):
            self._strips.append(self._strip(source.id, draft))
        size = carried.size
        if isinstance(carried.settings, ImageSettings):
            size = self._draft.size_of(carried.settings.path) or size
        filters: tuple[PictureFilter, ...] = ()
        if has_picture(carried.settings):
            filters = carry_filters(draft.filters, size, self._notes, where)
        else:
            note_lost(draft.filters, self._notes, where)
        return Used(source, size, filters)

    def _strip(self, source_id: str, draft: DraftSource) -> Strip:
        loud_db = 20 * math.log10(draft.volume) if draft.volume > 0 else -math.inf
        gain_db = round(min(_HIGHEST_DB, max(_LOWEST_DB, loud_db)), 2)
        delay_ms = round(min(float(_LONGEST_DELAY_MS), max(0.0, draft.delay_ms)))
        if abs(delay_ms - draft.delay_ms) > 1:
            self._notes.add(
                _where(draft),
                f"its sound is {delay_ms} ms late here, not {draft.delay_ms:.0f} ms",
            )
        is_muted = draft.is_muted or draft.volume <= 0
        return Strip(source_id, gain_db=gain_db, is_muted=is_muted, delay_ms=delay_ms)


def _where(draft: DraftSource) -> str:
    return f"source {draft.name!r}"
