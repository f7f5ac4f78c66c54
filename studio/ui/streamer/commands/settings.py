"""Commands for each setting: the palette finds it, and the dialog opens at it."""

from collections.abc import Callable
from functools import partial

from studio.ui.command import Command
from studio.ui.words import tr

# The words of the fields in the settings dialog; a test finds one that is missing here.
FIELDS = (
    *("size", "second_canvas", "rate", "encoder", "bitrate"),
    *("folder", "warn_when_left", "replay_kept"),
    *("reach", "port", "most_viewers", "phones_reach", "phones_port", "team_port"),
    *("language", "theme", "motion"),
    *("cards_place", "cards_size", "cards_look"),
    *("store_address", "store_password"),
    *("remotes_reach", "remotes_port", "remotes_password", "remotes_who"),
)


def setting_commands(open_at: Callable[[str], object]) -> list[Command]:
    """``open_at(field)`` opens the settings with the focus in the field of that name."""
    listed = partial(Command, is_in_menu=False)
    return [
        listed(f"setting.{field}", tr("setting_named", name=tr(field)), partial(open_at, field))
        for field in FIELDS
    ]
