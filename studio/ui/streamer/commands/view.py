"""Commands for the view: each dock, the named layouts, lock, reset, the whole screen."""

from collections.abc import Callable
from functools import partial

from studio.ui.command import Command
from studio.ui.docks.area import DockArea
from studio.ui.docks.dock import Dock
from studio.ui.docks.layouts import Layouts
from studio.ui.words import tr


def view_commands(
    area: DockArea,
    layouts: Layouts,
    toggle_full_screen: Callable[[], object],
    is_full_screen: Callable[[], bool],
) -> list[Command]:
    """What is seen, and where."""
    found = [
        Command(
            f"view.layout_{name}",
            tr("use_layout", layout=tr(f"layout_{name}")),
            partial(layouts.choose, name),
            (f"Ctrl+Alt+{place}",),
            "view",
            is_checked=partial(_is_layout, layouts, name),
        )
        for place, name in enumerate(layouts.names, 1)
    ]
    found += [_of_dock(area, dock) for dock in area.docks.values()]
    found += [
        Command(
            "view.lock",
            tr("lock_layout"),
            layouts.toggle_lock,
            group="view",
            is_checked=lambda: area.is_locked,
        ),
        Command("view.reset", tr("reset_layout"), layouts.reset, group="view"),
        Command(
            "view.full_screen",
            tr("full_screen"),
            toggle_full_screen,
            ("F11",),
            "view",
            is_checked=is_full_screen,
        ),
    ]
    return found


def _of_dock(area: DockArea, dock: Dock) -> Command:
    def toggle() -> None:
        area.show_dock(dock.dock_id, not dock.is_shown)

    return Command(
        f"view.dock_{dock.dock_id}",
        tr("dock_named", dock=dock.panel.title),
        toggle,
        group="view",
        is_checked=lambda: dock.is_shown,
    )


def _is_layout(layouts: Layouts, name: str) -> bool:
    return layouts.name == name
