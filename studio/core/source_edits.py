"""Edits of sources, of the mixer and of the show itself."""

from collections.abc import Callable
from typing import Any

from studio.core import edits as ed
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Show
from studio.core.show_parts import given, replace, source_of, with_source, without_sources

_STRIP_FIELDS = ("gain_db", "is_muted", "is_solo", "delay_ms", "filters", "monitor", "talk")


def _add_source(show: Show, edit: ed.AddSource) -> Show:
    return with_source(show, edit.source)


def _remove_source(show: Show, edit: ed.RemoveSource) -> Show:
    source_of(show, edit.source_id)
    scenes = tuple(
        replace(scene, layers=tuple(one for one in scene.layers if one.source_id != edit.source_id))
        for scene in show.scenes
    )
    return without_sources(replace(show, scenes=scenes), {edit.source_id})


def _change_source(show: Show, edit: ed.ChangeSource) -> Show:
    old = source_of(show, edit.source_id)
    if edit.settings is not None and type(edit.settings) is not type(old.settings):
        raise BadInputError("a source cannot become another kind", old.name)
    new = replace(old, **given(edit, ("name", "settings")))
    return replace(
        show, sources=tuple(new if source.id == new.id else source for source in show.sources)
    )


def _change_strip(show: Show, edit: ed.ChangeStrip) -> Show:
    if all(strip.source_id != edit.source_id for strip in show.strips):
        raise NotFoundError("there is no such strip in the mixer", edit.source_id)
    fields = given(edit, _STRIP_FIELDS)
    strips = tuple(
        replace(strip, **fields) if strip.source_id == edit.source_id else strip
        for strip in show.strips
    )
    return replace(show, strips=strips)


def _change_canvas(show: Show, edit: ed.ChangeCanvas) -> Show:
    return replace(show, canvas=edit.canvas)


def _change_transition(show: Show, edit: ed.ChangeTransition) -> Show:
    return replace(show, transition=edit.transition)


def _rename_show(show: Show, edit: ed.RenameShow) -> Show:
    return replace(show, name=edit.name)


SOURCE_EDITS: dict[type[ed.Edit], Callable[[Show, Any], Show]] = {
    ed.AddSource: _add_source,
    ed.RemoveSource: _remove_source,
    ed.ChangeSource: _change_source,
    ed.ChangeStrip: _change_strip,
    ed.ChangeCanvas: _change_canvas,
    ed.ChangeTransition: _change_transition,
    ed.RenameShow: _rename_show,
}
