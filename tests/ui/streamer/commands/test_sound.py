from pytestqt.qtbot import QtBot

from studio.core import edits as ed
from studio.core.scene import Source
from studio.core.sources import MicrophoneSettings
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.streamer.commands.sound import sound_commands
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def listed(session: Session) -> dict[str, Command]:
    return {command.id: command for command in sound_commands(session)}


def muted(studio: FakeStudio, source_id: str) -> bool:
    return next(one.is_muted for one in studio.show.strips if one.source_id == source_id)


def test_without_a_microphone_there_is_nothing_to_mute(session: Session) -> None:
    assert not listed(session)["sound.mute_microphones"].is_possible()


def test_the_microphones_are_muted_and_back(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    for name in ("a", "b"):
        with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
            session.edit(ed.AddSource(Source(name, name, MicrophoneSettings())))
    for is_muted in (True, False):
        listed(session)["sound.mute_microphones"].act()
        qtbot.waitUntil(
            lambda now=is_muted: muted(studio, "a") is muted(studio, "b") is now,  # type: ignore[misc]
            timeout=_PATIENCE_MS,
        )
        qtbot.waitUntil(lambda: session.show == studio.show, timeout=_PATIENCE_MS)


def test_every_strip_has_its_own(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    command = listed(session)["sound.mute_1"]
    assert command.words.startswith("Mute: ")
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        command.act()
    first = listed(session)["sound.mute_1"]
    assert first.is_checked is not None
    assert first.is_checked()
