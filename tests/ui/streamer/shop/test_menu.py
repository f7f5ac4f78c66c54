"""The shop's menu: what is open is marked, the rest is one click away."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.library import Discarded, Missing, Shelf, Volume
from studio.core.messages.results import Library
from studio.ui.streamer.shop.menu import fill_menu

_SUMMER = Volume("first", "Summer & Sun", Shelf.COLLECTION, is_current=True, parts=3)
_WINTER = Volume("winter", "Winter", Shelf.COLLECTION)
_BROKEN = Volume("odd", "odd", Shelf.COLLECTION, reason="this is not a show: cut")
_PROFILE = Volume("first", "Standard", Shelf.PROFILE, is_current=True)


class Acts:
    """Writes down what was asked."""

    def __init__(self) -> None:
        self.done: list[tuple[str, object]] = []

    def open(self, volume: Volume) -> None:
        """Use this one."""
        self.done.append(("open", volume.id))

    def create(self, shelf: Shelf) -> None:
        """A new one."""
        self.done.append(("create", shelf))

    def rename(self, volume: Volume) -> None:
        """Another name."""
        self.done.append(("rename", volume.id))

    def duplicate(self, volume: Volume) -> None:
        """The same under another name."""
        self.done.append(("duplicate", volume.id))

    def discard(self, volume: Volume) -> None:
        """Into the trash."""
        self.done.append(("discard", volume.id))

    def bring_back(self, discarded_id: str) -> None:
        """Out of the trash."""
        self.done.append(("bring_back", discarded_id))

    def choose_import(self) -> None:
        """Ask for a file to take in."""
        self.done.append(("import", None))

    def choose_export(self, *, has_media: bool) -> None:
        """Ask where to, and write it."""
        self.done.append(("export", has_media))

    def open_backups(self) -> None:
        """Everything that can be gone back to."""
        self.done.append(("backups", None))

    def open_missing(self) -> None:
        """Files that are not there."""
        self.done.append(("missing", None))


def _all_actions(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += _all_actions(inner) if isinstance(inner, QMenu) else [action]
    return found


def test_everything_is_in_the_menu_and_does_what_it_says(parent: QWidget) -> None:
    acts, menu = Acts(), QMenu(parent)
    discarded = Discarded("20261125-201400.collection.old", "Old", Shelf.COLLECTION)
    fill_menu(
        menu,
        Library((_SUMMER, _WINTER, _BROKEN, _PROFILE), (discarded,), (), (Missing("/a", "A"),)),
        acts,
    )
    actions = {action.text(): action for action in _all_actions(menu)}
    assert actions["Summer && Sun"].isChecked()
    assert not actions["odd (cannot be read)"].isEnabled()
    for words in (
        "Winter",
        "New show…",
        "Delete “Winter”",
        "Bring back “Old”",
        "1 files are missing…",
        "Import a show…",
        "Export with its media files…",
        "Backups…",
    ):
        actions[words].trigger()
    assert acts.done == [
        ("open", "winter"),
        ("create", Shelf.COLLECTION),
        ("discard", "winter"),
        ("bring_back", discarded.id),
        ("missing", None),
        ("import", None),
        ("export", True),
        ("backups", None),
    ]
    assert "Delete “Summer && Sun”" not in actions
