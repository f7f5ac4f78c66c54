"""Commands for the air: live, rehearsal, pause, recording, replay."""

from functools import partial
from typing import Protocol

from studio.core.status import ShowState
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.words import tr


class Air(Protocol):
    """What runs the show."""

    def toggle_live(self) -> None:
        """Go live or end."""

    def toggle_recording(self) -> None:
        """Record or finish."""

    def toggle_pause(self) -> None:
        """Pause or go on."""

    def save_replay(self) -> None:
        """Save what just happened."""

    def toggle_rehearsal(self) -> None:
        """Rehearse or end the rehearsal."""


def air_commands(session: Session, air: Air) -> list[Command]:
    """What can be done about being on the air now."""
    state = session.state
    is_rehearsal = state.state is ShowState.REHEARSAL
    replay_s = state.settings.recording.replay_s
    live = tr("end_show") if state.is_on_air else tr("go_live")
    rehearse = tr("end_rehearsal") if is_rehearsal else tr("rehearse")
    replay = tr("save_replay", seconds=replay_s)
    anywhere = partial(Command, group="air", can_be_global=True)
    return [
        anywhere("air.live", live, air.toggle_live, ("Ctrl+L",)),
        anywhere("air.record", tr("record_toggle"), air.toggle_recording, ("Ctrl+R",)),
        anywhere(
            "air.pause",
            tr("pause_toggle"),
            air.toggle_pause,
            ("Ctrl+P",),
            is_possible=lambda: session.state.is_on_air,
        ),
        Command(
            "air.rehearse",
            rehearse,
            air.toggle_rehearsal,
            ("Ctrl+Shift+L",),
            "air",
            lambda: not session.state.is_on_air,
        ),
        anywhere(
            "air.replay",
            replay,
            air.save_replay,
            ("Ctrl+Shift+R",),
            is_possible=lambda: bool(replay_s),
        ),
    ]
