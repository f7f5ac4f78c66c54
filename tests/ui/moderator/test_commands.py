"""One key an act, none twice for the same message."""

from itertools import groupby

from studio.ui.command import GROUPS
from studio.ui.moderator.commands import act_commands, way_commands, window_commands
from studio.ui.moderator.workplace import Workplace


class Parts:
    """Opens nothing."""

    def to_search(self) -> None:
        """Nothing."""

    def to_whisper(self) -> None:
        """Nothing."""

    def to_lane(self, lane: str) -> None:
        """Nothing."""

    def open_keys(self) -> None:
        """Nothing."""

    def open_palette(self) -> None:
        """Nothing."""

    def open_menu(self) -> None:
        """Nothing."""


def test_every_act_has_its_key(work: Workplace) -> None:
    commands = [
        *act_commands(work.acts),
        *way_commands(Parts(), work.chosen, tuple(work.panels)),
        *window_commands(Parts()),
    ]
    keys = {key for command in commands for key in command.keys}
    assert set("AJKDTCHNMUBWR/?123456") <= keys
    assert all(command.group in GROUPS for command in commands)
    assert not any(command.words.startswith("act_") for command in commands)


def test_a_key_means_one_thing_for_a_message(work: Workplace) -> None:
    for lane, message in (("live", "m1"), ("held", "m2"), ("questions", "m3")):
        work.go(lane, message)
        possible = [one for one in act_commands(work.acts) if one.is_possible()]
        keys = sorted(key for one in possible for key in one.keys)
        assert [key for key, same in groupby(keys) if len(list(same)) > 1] == []
