from pytestqt.qtbot import QtBot

from studio.core.messages.events import ShowStateChanged
from studio.core.status import ShowState
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.commands.air import air_commands
from tests.fakes.fake_connection import FakeStudio


class Air:
    """Writes down what was asked."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def toggle_live(self) -> None:
        """Go live or end."""
        self.done.append("live")

    def toggle_recording(self) -> None:
        """Record or finish."""
        self.done.append("record")

    def toggle_pause(self) -> None:
        """Pause or go on."""
        self.done.append("pause")

    def save_replay(self) -> None:
        """Save what just happened."""
        self.done.append("replay")

    def toggle_rehearsal(self) -> None:
        """Rehearse or end the rehearsal."""
        self.done.append("rehearsal")


def listed(session: Session, air: Air) -> dict[str, Command]:
    return {one.id: one for one in air_commands(session, air)}


def test_each_does_what_it_says(session: Session) -> None:
    air = Air()
    for command in air_commands(session, air):
        command.act()
    assert air.done == ["live", "record", "pause", "rehearsal", "replay"]


def test_off_air_there_is_nothing_to_pause(session: Session) -> None:
    found = listed(session, Air())
    assert found["air.live"].words == "Go live"
    assert not found["air.pause"].is_possible()
    assert found["air.rehearse"].is_possible()


def test_on_air_it_ends_and_rehearses_no_more(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(session.changed, timeout=30_000):
        studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    found = listed(session, Air())
    assert found["air.live"].words == "End show"
    assert found["air.pause"].is_possible()
    assert not found["air.rehearse"].is_possible()
