"""A command: one thing that can be done, for menus, the palette, keys and global hotkeys alike."""

from collections.abc import Callable
from dataclasses import dataclass

# In the order in which menus show them; ``group_air`` and so on are their words.
GROUPS = (
    "air",
    "message",
    "person",
    "team",
    "chat",
    "edit",
    "scenes",
    "layers",
    "arrange",
    "sound",
    "view",
    "studio",
)


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Made anew whenever it is asked for, so that its words fit the state.

    ``id`` never changes ("air.live"): settings keep keys by it. ``keys``: each a key sequence of
    Qt in portable text ("Ctrl+Shift+L"), bound in the whole window. ``local_keys``: shown beside
    the words, but bound by the widget that it belongs to ("Delete" in a list).
    ``is_checked``: for what is on or off. ``can_be_global``: may get a key that works while
    another program has the focus. ``is_in_menu``: False for what only the palette lists.
    """

    id: str
    words: str
    act: Callable[[], object]
    keys: tuple[str, ...] = ()
    group: str = "studio"
    is_possible: Callable[[], bool] = _always
    is_checked: Callable[[], bool] | None = None
    local_keys: str = ""
    can_be_global: bool = False
    is_in_menu: bool = True

    @property
    def shortcut(self) -> str:
        """What stands beside it."""
        return self.keys[0] if self.keys else self.local_keys


# A part of the window tells what it can do now.
Provider = Callable[[], list[Command]]
