"""Everything that keeps a room in order is a command, and the commands ask for the right thing."""

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from studio.core.chat_settings import ChatSettings, Writers
from studio.core.messages import requests as ask
from studio.core.messages.results import Learned
from studio.core.shield import ShieldProfile, ShieldState
from studio.ui.chat.order import RoomOrder
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.toast import Toast
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def _learns(qtbot: QtBot, studio: FakeStudio, order: RoomOrder, parent: QWidget) -> None:
    (toast,) = parent.findChildren(Toast)
    studio.results[ask.AllowAndLearn] = Learned("learned-1", "Links", ("shop.com",))
    order.learn(room_message(7))
    qtbot.waitUntil(lambda: bool(toast.text), timeout=_PATIENCE_MS)
    assert toast.text == "Links allows from now on: shop.com"
    toast.button.click()
    undone = ask.UndoLearning("learned-1")
    qtbot.waitUntil(lambda: undone in studio.asked, timeout=_PATIENCE_MS)
    studio.results[ask.AllowAndLearn] = Learned("learned-2", "Flood")
    order.learn(room_message(8))
    qtbot.waitUntil(lambda: "nothing to learn" in toast.text, timeout=_PATIENCE_MS)


def test_commands_follow_the_room(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme, parent: QWidget
) -> None:
    settings = ChatSettings(is_emote_only=True)
    order = RoomOrder(parent, session, theme, lambda: settings, Toast(parent).say)
    for widget in (order.shield, order.menu):
        qtbot.addWidget(widget)
    commands = {command.id: command for command in order.commands()}
    commands["chat.set_slow_30"].act()
    commands["chat.set_writers_returning"].act()
    commands["chat.set_emotes"].act()
    wanted = [
        ask.SetRoom(slow_mode_s=30),
        ask.SetRoom(writers=Writers.RETURNING),
        ask.SetRoom(is_emote_only=False),
    ]
    qtbot.waitUntil(lambda: studio.asked[-3:] == wanted, timeout=_PATIENCE_MS)
    is_checked = commands["chat.set_emotes"].is_checked
    assert is_checked is not None
    assert is_checked()
    assert commands["chat.shield"].words == "Raise the shield…"
    order.shield.show_shield(ShieldState(ShieldProfile.STRICT, 0, 1))
    lower = next(one for one in order.commands() if one.id == "chat.shield")
    assert lower.words == "Lower the shield"
    _learns(qtbot, studio, order, parent)
    for name in ("chat.rules", "chat.nuke"):
        commands[name].act()
    opened = [one for one in parent.findChildren(QDialog) if one.isVisible()]
    assert len(opened) == 2
    for dialog in opened:
        dialog.close()
