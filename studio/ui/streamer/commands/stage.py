"""Commands for the stage: copy and paste, order, align, fit, turn, lock, look nearer."""

from collections.abc import Callable
from functools import partial

from studio.core.scene import Fit
from studio.ui.command import Command
from studio.ui.selection import Selection
from studio.ui.stage.arranging import Axis, Edge
from studio.ui.stage.clipboard import StylePart
from studio.ui.streamer.clip_acts import ClipActs
from studio.ui.streamer.layer_acts import LayerActs
from studio.ui.streamer.stage import Stage
from studio.ui.widgets.preview import PreviewView
from studio.ui.words import tr

_ALIGN_KEYS = {
    Edge.LEFT: "Ctrl+Left",
    Edge.RIGHT: "Ctrl+Right",
    Edge.TOP: "Ctrl+Up",
    Edge.BOTTOM: "Ctrl+Down",
}
_STYLE_KEYS = {StylePart.ALL: "Ctrl+Shift+V"}


def clip_commands(acts: LayerActs, clips: ClipActs, selection: Selection) -> list[Command]:
    """Copy, cut, paste, duplicate, remove, select all."""

    def has() -> bool:
        return bool(selection.layer_ids)

    found = [
        _local("edit.cut", clips.cut, "Ctrl+X", "edit", has),
        _local("edit.copy", clips.copy, "Ctrl+C", "edit", has),
        _local("edit.paste", clips.paste, "Ctrl+V", "edit"),
        _local("edit.paste_own", clips.paste_own, "", "edit"),
        Command("edit.duplicate", tr("edit_duplicate"), clips.duplicate, ("Ctrl+D",), "edit", has),
        _local("edit.remove", acts.remove, "Del", "edit", has),
        _local("edit.select_all", selection.choose_all, "Ctrl+A", "edit"),
        _local("edit.copy_style", clips.copy_style, "Ctrl+Shift+C", "edit", has),
    ]
    found += [
        _local(
            f"edit.paste_style_{part.value}",
            partial(clips.paste_style, part),
            _STYLE_KEYS.get(part, ""),
            "edit",
            lambda: has() and clips.has_style,
        )
        for part in StylePart
    ]
    return found


def order_commands(acts: LayerActs, stage: Stage, selection: Selection) -> list[Command]:
    """Open, order, hide, lock, ungroup."""

    def has() -> bool:
        return bool(selection.layer_ids)

    front, back = partial(acts.to_end, is_front=True), partial(acts.to_end, is_front=False)
    return [
        _local("layers.open", stage.open_selected, "", "layers", has),
        _local("layers.rename", stage.wanted_details.emit, "F2", "layers", has),
        _local("layers.front", front, "Ctrl+Home", "layers", has),
        _local("layers.up", partial(acts.shift, 1), "Alt+Up", "layers", has),
        _local("layers.down", partial(acts.shift, -1), "Alt+Down", "layers", has),
        _local("layers.back", back, "Ctrl+End", "layers", has),
        _local("layers.hide", acts.toggle_visible, "H", "layers", has),
        _local("layers.lock", acts.toggle_locked, "L", "layers", has),
        Command(
            "layers.ungroup",
            tr("ungroup"),
            acts.ungroup,
            ("Ctrl+Shift+G",),
            "layers",
            lambda: bool(acts.groups),
        ),
    ]


def arrange_commands(acts: LayerActs, selection: Selection) -> list[Command]:
    """Fit, align, distribute, turn."""

    def has() -> bool:
        return bool(selection.layer_ids)

    fits = {"fit": Fit.CONTAIN, "cover": Fit.COVER, "stretch": Fit.STRETCH}
    keys = {"fit": "Ctrl+F", "cover": "Ctrl+Shift+F", "stretch": ""}
    found = [
        _local(f"arrange.{name}", partial(acts.fill, fit), keys[name], "arrange", has)
        for name, fit in fits.items()
    ]
    found += [
        _local("arrange.centre", acts.centre, "C", "arrange", has),
        _local("arrange.own_size", acts.own_size, "", "arrange", has),
        _local("arrange.reset", acts.reset, "", "arrange", has),
        _local("arrange.turn_right", partial(acts.turn, 90.0), "", "arrange", has),
        _local("arrange.turn_left", partial(acts.turn, -90.0), "", "arrange", has),
        _local("arrange.turn_round", partial(acts.turn, 180.0), "", "arrange", has),
    ]
    for edge in Edge:
        act = partial(acts.align, edge, to_canvas=True)
        key = _ALIGN_KEYS.get(edge, "")
        found.append(_local(f"arrange.canvas_{edge.value}", act, key, "arrange", has))
    for edge in Edge:
        act = partial(acts.align, edge, to_canvas=False)
        several = partial(_has_several, selection)
        found.append(_local(f"arrange.each_{edge.value}", act, "", "arrange", several))
    for axis in Axis:
        act = partial(acts.distribute, axis)
        several = partial(_has_several, selection)
        found.append(_local(f"arrange.distribute_{axis.value}", act, "", "arrange", several))
    return found


def look_commands(stage: Stage, view: PreviewView) -> list[Command]:
    """Safe areas, nearer, further, all of it."""
    return [
        Command(
            "view.safe_areas",
            tr("view_safe_areas"),
            stage.toggle_safe_areas,
            ("Ctrl+Shift+A",),
            "view",
            is_checked=lambda: view.shows_safe_areas,
        ),
        Command("view.nearer", tr("view_nearer"), partial(view.zoom, 1), ("Ctrl+=",), "view"),
        Command("view.further", tr("view_further"), partial(view.zoom, -1), ("Ctrl+-",), "view"),
        Command("view.whole", tr("view_whole"), partial(view.zoom, 0), ("Ctrl+0",), "view"),
    ]


def _has_several(selection: Selection) -> bool:
    return len(selection.layer_ids) > 1


def _local(
    name: str,
    act: Callable[[], object],
    keys: str,
    group: str,
    is_possible: Callable[[], bool] = lambda: True,
) -> Command:
    """A command whose keys hold on the stage and in the list of layers."""
    words = tr(name.replace(".", "_"))
    return Command(name, words, act, (), group, is_possible, local_keys=keys)
