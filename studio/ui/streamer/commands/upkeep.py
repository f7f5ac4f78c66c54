"""Commands for keeping watch: health in detail, alarms seen and silenced."""

from typing import Protocol

from studio.ui.command import Command
from studio.ui.words import tr


class Upkeep(Protocol):
    """What they act on."""

    @property
    def is_muted(self) -> bool:
        """Whether alarms are only shown."""

    def open_health(self) -> None:
        """What stands behind the health bar."""

    def open_first_run(self) -> None:
        """Devices, measuring, a first show."""

    def open_log(self) -> None:
        """What happened, and when."""

    def acknowledge(self) -> None:
        """Ring no more for what is wrong now."""

    def toggle_mute(self) -> None:
        """Let alarms be heard, or only show them."""


def upkeep_commands(upkeep: Upkeep) -> list[Command]:
    """What can be done about the state of the show."""
    mute = tr("unmute_alarms") if upkeep.is_muted else tr("mute_alarms")
    return [
        Command(
            "alarms.acknowledge",
            tr("acknowledge"),
            upkeep.acknowledge,
            ("F8",),
            can_be_global=True,
        ),
        Command("alarms.mute", mute, upkeep.toggle_mute),
        Command("health.open", tr("details_title"), upkeep.open_health, ("F7",)),
        Command("first_run.open", tr("first_open"), upkeep.open_first_run),
        Command("log.open", tr("log_open"), upkeep.open_log, ("Ctrl+H",)),
    ]
