"""Commands for the platforms whose chats are joined."""

from collections.abc import Callable

from studio.ui.command import Command
from studio.ui.words import tr


def platform_commands(open_platforms: Callable[[], object]) -> list[Command]:
    """What can be done about them."""
    return [Command("studio.platforms", tr("platforms"), open_platforms)]
