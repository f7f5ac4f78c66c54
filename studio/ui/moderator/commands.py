"""The moderator's commands: one key an act, the same in menus, palette and sheet of keys."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from studio.ui.command import Command
from studio.ui.moderator.acts import Acts
from studio.ui.moderator.chosen import Chosen
from studio.ui.words import tr

# Name of the act, its key, and the group that it stands in.
_ACTS = (
    ("release", "A", "message"),
    ("learn", "L", "message"),
    ("answer", "R", "message"),
    ("claim", "C", "message"),
    ("hand_over", "H", "message"),
    ("restore", "R", "message"),
    ("delete", "D", "message"),
    ("pin", "P", "message"),
    ("note", "N", "person"),
    ("mark", "M", "person"),
    ("readmit", "Shift+B", "person"),
    ("time_out", "T", "person"),
    ("ban", "B", "person"),
)


class Parts(Protocol):
    """What the window can open."""

    def to_search(self) -> None:
        """The search."""

    def to_whisper(self) -> None:
        """The line to the team."""

    def to_lane(self, lane: str) -> None:
        """A lane."""

    def open_keys(self) -> None:
        """The sheet of keys."""

    def open_palette(self) -> None:
        """The palette."""

    def open_menu(self) -> None:
        """The menu of everything."""


def act_commands(acts: Acts) -> list[Command]:
    """What can be done with the chosen message and its author."""
    found = [
        Command(
            f"moderator.{name}",
            tr(f"act_{name}"),
            partial(acts.do, name),
            (key,),
            group,
            is_possible=partial(acts.can, name),
        )
        for name, key, group in _ACTS
    ]
    unpin = Command("moderator.unpin", tr("act_unpin"), acts.unpin, ("Shift+P",), "message")
    found.append(unpin)
    found.append(
        Command("moderator.undo", tr("undo_mine"), acts.undo, ("U",), "team", acts.can_undo)
    )
    return found


def way_commands(parts: Parts, chosen: Chosen, lanes: Sequence[str]) -> list[Command]:
    """Where to go. ``lanes``: in the order of their keys."""
    found = [
        Command("moderator.next", tr("go_next"), partial(chosen.step, 1), ("J",), "view"),
        Command("moderator.before", tr("go_before"), partial(chosen.step, -1), ("K",), "view"),
        Command("moderator.search", tr("chat_search"), parts.to_search, ("/",), "view"),
        Command("moderator.whisper", tr("whisper_say"), parts.to_whisper, ("W",), "team"),
    ]
    found += [
        Command(
            f"moderator.lane_{lane}",
            tr("go_to_lane", lane=tr(f"lane_{lane}")),
            partial(parts.to_lane, lane),
            (str(place),),
            "view",
        )
        for place, lane in enumerate(lanes, 1)
    ]
    return found


def window_commands(parts: Parts) -> list[Command]:
    """The window itself."""
    return [
        Command("moderator.keys", tr("keys_sheet"), parts.open_keys, ("?",)),
        Command("moderator.palette", tr("find_command"), parts.open_palette, ("Ctrl+K",)),
        Command("moderator.menu", tr("open_menu"), parts.open_menu, ("F10",)),
    ]
