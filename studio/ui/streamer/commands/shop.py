"""Commands for collections and profiles: the menu, import, export, backups, lost files."""

from functools import partial
from typing import Protocol

from studio.ui.command import Command
from studio.ui.words import tr


class Shop(Protocol):
    """What they act on."""

    def open_menu(self) -> None:
        """All of it as a menu."""

    def choose_import(self) -> None:
        """Ask for a file to take in."""

    def choose_export(self, *, has_media: bool) -> None:
        """Ask where to, and write it."""

    def open_backups(self) -> None:
        """Everything that can be gone back to."""

    def open_missing(self) -> None:
        """Files that are not there."""

    def bring_back_last(self) -> None:
        """What was deleted last."""


def shop_commands(shop: Shop) -> list[Command]:
    """What can be done about the person's shows."""
    return [
        Command("shop.menu", tr("shop_open_menu"), shop.open_menu, ("Ctrl+O",)),
        Command("shop.import", tr("shop_import"), shop.choose_import),
        Command("shop.export", tr("shop_export"), partial(shop.choose_export, has_media=False)),
        Command("shop.backups", tr("shop_backups"), shop.open_backups),
        Command("shop.missing", tr("missing_title"), shop.open_missing),
        Command("shop.bring_back", tr("shop_bring_back_last"), shop.bring_back_last),
    ]
