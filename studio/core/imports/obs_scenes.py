"""A scene collection of OBS Studio 28 to 31 (`basic/scenes/*.json`) as a show of ours.

An item lies the higher the later it stands in its scene, as with us. The items of a group are
kept twice: in the group, where we read them, and in the scene as a backup for old versions.
"""

from collections.abc import Iterator
from dataclasses import replace

from studio.core.imports.build import build_show
from studio.core.imports.draft import (
    DraftFilter,
    DraftItem,
    DraftScene,
    DraftShow,
    DraftSource,
    SizeOf,
    unknown_size,
)
from studio.core.imports.obs_extras import note_extras, own_transition_of, transition_of
from studio.core.imports.obs_geometry import canvas_of, size_of, transform_of
from studio.core.imports.placing import Size
from studio.core.imports.reading import (
    Table,
    flag,
    name_of,
    number,
    read_table,
    rows,
    table,
    words,
)
from studio.core.imports.report import Imported, Notebook

_GLOBAL_SOUND = (
    *(f"DesktopAudioDevice{place}" for place in (1, 2)),
    *(f"AuxAudioDevice{place}" for place in (1, 2, 3, 4)),
)
_SCENE, _GROUP = "scene", "group"
_NS_PER_MS = 1e6


def import_obs_scenes(
    data: bytes, where: str, canvas: Size | None = None, size_of_file: SizeOf = unknown_size
) -> Imported:
    """The show and what it lost; ``canvas``: the profile's base size, if it is known.

    ``size_of_file`` looks how large a picture file is. Raises
    BadInputError when the file is no scene collection.
    """
    root = read_table(data, where)
    notes = Notebook()
    found = _Collection(root, canvas or canvas_of(root), notes)
    note_extras(root, notes)
    return build_show(replace(found.draft(), size_of=size_of_file), notes, where)


class _Collection:
    """The parts of a collection, found by their identifier or their name."""

    def __init__(self, root: Table, canvas: Size, notes: Notebook) -> None:
        self._root, self._canvas, self._notes = root, canvas, notes
        self._tables: dict[str, Table] = {}
        self._by_name: dict[str, str] = {}
        for part in (*rows(root.get("sources")), *rows(root.get("groups"))):
            self._enter(part)

    def draft(self) -> DraftShow:
        """All of it, read."""
        scenes, sources = {}, {}
        for key, part in self._tables.items():
            if part.get("id") in (_SCENE, _GROUP):
                scenes[key] = self._scene(part)
            else:
                sources[key] = _source(part)
        heard = [f"global {place}" for place in _GLOBAL_SOUND if table(self._root.get(place))]
        for key in heard:
            sources[key] = _source(table(self._root[key.removeprefix("global ")]))
        current = self._root.get("current_program_scene") or self._root.get("current_scene")
        return DraftShow(
            name_of(self._root.get("name"), "OBS Studio"),
            self._canvas,
            tuple(self._order()),
            self._by_name.get(words(current), ""),
            scenes,
            sources,
            tuple(heard),
            transition_of(self._root, self._notes),
        )

    def _enter(self, part: Table) -> None:
        name = words(part.get("name"))
        key = words(part.get("uuid"), 100) or f"name {name}"
        if key in self._tables:
            self._notes.add(f"source {name_of(name)!r}", "it is in the file twice; one is kept")
            return
        self._tables[key] = part
        self._by_name.setdefault(name, key)

    def _order(self) -> Iterator[str]:
        """Keys of the scenes: first those that the order names, then the others."""
        named = [
            self._by_name.get(words(one.get("name")), "")
            for one in rows(self._root.get("scene_order"))
        ]
        for key in dict.fromkeys((*named, *self._tables)):
            if self._tables.get(key, {}).get("id") == _SCENE:
                yield key

    def _scene(self, part: Table) -> DraftScene:
        settings = table(part.get("settings"))
        name = name_of(part.get("name"))
        size = self._canvas
        if flag(settings.get("custom_size")):
            size = size_of(settings.get("cx"), settings.get("cy"), size)
        items = [
            self._item(item, f"scene {name!r}")
            for item in rows(settings.get("items"))
            if not flag(item.get("group_item_backup"))
        ]
        for loss in _filters(part):
            self._notes.add(f"scene {name!r}", f"the filter {loss.name!r} is not carried")
        return DraftScene(
            name,
            tuple(items),
            size,
            is_group=part.get("id") == _GROUP,
            transition=own_transition_of(self._root, part, self._notes),
        )

    def _item(self, item: Table, where: str) -> DraftItem:
        name = name_of(item.get("name"))
        key = words(item.get("source_uuid"), 100)
        if key not in self._tables:
            key = self._by_name.get(words(item.get("name")), "")
        where = f"{where}, item {name!r}"
        for part in ("show_transition", "hide_transition"):
            kind = words(table(item.get(part)).get("id"), 60)
            if kind:
                self._notes.add(where, f"the {part.replace('_', ' ')} {kind!r} is not carried")
        blending = words(item.get("blend_type"), 60)
        if blending not in ("", "normal"):
            self._notes.add(where, f"it is not blended as {blending!r} here")
        return DraftItem(
            name,
            key,
            transform_of(item),
            flag(item.get("visible"), True),
            flag(item.get("locked")),
        )


def _source(part: Table) -> DraftSource:
    return DraftSource(
        name_of(part.get("name")),
        words(part.get("versioned_id"), 100) or words(part.get("id"), 100),
        table(part.get("settings")),
        number(part.get("volume"), 1.0),
        flag(part.get("muted")),
        number(part.get("sync")) / _NS_PER_MS,
        _filters(part),
    )


def _filters(part: Table) -> tuple[DraftFilter, ...]:
    return tuple(
        DraftFilter(
            name_of(one.get("name")),
            words(one.get("versioned_id"), 100) or words(one.get("id"), 100),
            table(one.get("settings")),
            flag(one.get("enabled"), True),
        )
        for one in rows(part.get("filters"))
    )
