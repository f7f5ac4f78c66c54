from pytestqt.qtbot import QtBot

from studio.core.messages.requests import SwitchScene
from studio.ui.session import Session
from studio.ui.streamer.commands.scenes import scene_commands
from tests.fakes.fake_connection import FakeStudio


def test_each_scene_has_a_command_and_a_key(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    found = {one.words: one for one in scene_commands(session, list)}
    switch = found["Show scene: Two"]
    assert switch.keys == ("Ctrl+2",)
    assert switch.is_checked is not None
    assert not switch.is_checked()
    with qtbot.waitSignal(session.show_changed, timeout=30_000):
        switch.act()
    assert studio.asked == [SwitchScene("two")]
    assert switch.is_checked()


def test_a_scene_can_be_added(session: Session) -> None:
    added: list[bool] = []
    scene_commands(session, lambda: added.append(True))[0].act()
    assert added == [True]
