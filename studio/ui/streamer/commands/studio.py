"""Commands for the studio itself: settings, servers, the demo show, the palette and the menu."""

from typing import Protocol

from studio.ui.command import Command
from studio.ui.words import tr


class Parts(Protocol):
    """What they act on."""

    def open_settings(self) -> None:
        """The settings."""

    def open_team(self) -> None:
        """Moderators and their devices."""

    def open_keys(self) -> None:
        """The keys."""

    def open_palette(self) -> None:
        """The palette."""

    def open_menu(self) -> None:
        """The menu of everything."""

    def add_server(self) -> None:
        """A server to send to."""

    def open_demo(self) -> None:
        """The demo show."""


def studio_commands(parts: Parts) -> list[Command]:
    """What can be done about the studio."""
    return [
        Command("studio.settings", tr("settings"), parts.open_settings, ("Ctrl+,",)),
        Command("studio.keys", tr("keys_title"), parts.open_keys, ("Ctrl+Shift+K",)),
        Command("studio.moderators", tr("team_open"), parts.open_team, ("Ctrl+Shift+J",)),
        Command("studio.demo", tr("open_demo"), parts.open_demo),
        Command("studio.add_server", tr("server_add"), parts.add_server),
        Command("studio.palette", tr("find_command"), parts.open_palette, ("Ctrl+K",)),
        Command("studio.menu", tr("open_menu"), parts.open_menu, ("F10",)),
    ]
