"""One show, everybody in it: page, IRC, streamer, and a moderator paired from another network."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages.door_requests import Invite
from studio.core.messages.door_results import Invitation
from studio.core.messages.requests import GetMessages, SetSettings
from studio.core.messages.results import ChatPage, TeamNow
from studio.core.messages.team_requests import GetTeam
from studio.core.platforms import IrcPlatform
from studio.core.room import RoomMessage
from studio.core.settings import ModeratorSettings
from studio.core.status import ShowState
from studio.core.team import OWNER
from studio.processes.privacy import verify_chain
from studio.processes.window import HubConnection, build_shell
from studio.ui.bridge import Bridge
from studio.ui.streamer.window import StreamerWindow
from tests.e2e.test_chat import Visitor, lines
from tests.support.browser import Browser
from tests.support.far_moderator import FarModerator
from tests.support.irc import Writer, running_irc
from tests.support.network_trouble import NetworkTrouble, why_not
from tests.support.studio import RunningStudio

pytestmark = [pytest.mark.e2e, pytest.mark.qt, pytest.mark.timeout(240)]

_PATIENCE_MS = 45_000
_ROOM = "clay"
_LIVE, _HELD = "1", "2"


@pytest.fixture
def network() -> Iterator[NetworkTrouble]:
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with NetworkTrouble() as made:
        yield made


class Show:
    """A studio on air with its streamer's window."""

    def __init__(self, qtbot: QtBot, studio: RunningStudio, window: StreamerWindow) -> None:
        self.qtbot = qtbot
        self.studio = studio
        self.window = window

    def until(self, condition: Callable[[], bool]) -> None:
        """The window lives meanwhile."""
        self.qtbot.waitUntil(condition, timeout=_PATIENCE_MS)

    def say(self, text: str) -> None:
        """The streamer types."""
        line = self.window.chat.say_line.line
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    def kept(self, text: str) -> RoomMessage:
        """The message of that text, as the hub knows it now; waits until there is one."""
        found: list[RoomMessage] = []

        def is_there() -> bool:
            page = self.studio.ask(GetMessages())
            assert isinstance(page, ChatPage)
            everything = (*page.messages, *page.held)
            found[:] = [kept for kept in everything if kept.message.text == text]
            return bool(found)

        self.until(is_there)
        return found[0]

    def moderator_looks_at(self) -> tuple[str, str]:
        """Lane and message, as the team is told."""
        team = self.studio.ask(GetTeam())
        assert isinstance(team, TeamNow)
        for member in team.members:
            if member.who.id != OWNER.id:
                return member.lane, member.message_id
        return "", ""


def _open_to_all(studio: RunningStudio, irc_port: int) -> str:
    """Join the IRC server, let moderators in; the line that one pairs with."""
    before = studio.snapshot().settings
    irc = IrcPlatform(id="irc", host="127.0.0.1", port=irc_port, is_tls=False, channel=_ROOM)
    moderators = ModeratorSettings(is_allowed=True, port=0)
    wanted = msgspec.structs.replace(before, platforms=(irc,), moderators=moderators)
    studio.ask(SetSettings(wanted))
    invitation = studio.ask(Invite())
    assert isinstance(invitation, Invitation)
    assert invitation.host == "10.77.0.1"
    return invitation.link


@pytest.fixture
def show(
    qtbot: QtBot, qapp: QApplication, network: NetworkTrouble, tmp_path: Path
) -> Iterator[Show]:
    environment = {**os.environ, "HAWKER_LOOPBACK_ONLY": ""}
    with RunningStudio(tmp_path / "data", "--demo", environment=environment) as studio:
        studio.snapshot()  # it is on air, and what asks it is loaded before Qt lives
        bridge = Bridge(lambda told, state: HubConnection(tmp_path / "data", told, state))
        bridge.start()
        window = build_shell(qapp, bridge, tmp_path / "data").window
        window.show()
        qtbot.waitExposed(window)
        window.layouts.choose("show")
        yield Show(qtbot, studio, window)
        bridge.stop()
        window.hide()
        window.deleteLater()


def test_everybody_in_one_show(show: Show, network: NetworkTrouble, tmp_path: Path) -> None:
    skipped = show.studio.skipped()
    with running_irc("ngircd") as port, Browser() as browser:
        link = _open_to_all(show.studio, port)
        anna = Visitor(show.qtbot, browser.open(show.studio.viewer_url), "Anna")
        kenji = Writer(port, "kenji", _ROOM)
        far = FarModerator(
            network.there(), tmp_path / "far", link, show.moderator_looks_at, show.until
        )
        with far:
            _said_in_each_place(show, anna, kenji, far)
            _held_and_approved(show, anna, far)
            _answered(show, anna, kenji, far)
            _deleted_and_undone(show, anna, far)
            far.picture(tmp_path / "moderator.png")
        kenji.close()
    assert show.studio.snapshot().state is ShowState.LIVE
    assert show.studio.skipped() - skipped == 0
    data_dir = show.studio.data_dir
    assert verify_chain(data_dir, "", is_json=True) == 0


def _said_in_each_place(show: Show, anna: Visitor, kenji: Writer, far: FarModerator) -> None:
    """Page, IRC, streamer, moderator: each is seen in all."""
    anna.send("hello from the page")
    kenji.say("hello from IRC")
    show.say("hello from the host")
    everything = ["hello from the page", "hello from IRC", "hello from the host"]
    for text in everything:
        kept = show.kept(text)
        anna.until(lambda text=text: anna.sees(text))  # type: ignore[misc]
        show.until(lambda text=text: text in lines(show.window))  # type: ignore[misc]
        far.choose(_LIVE, kept.message.id)
    kenji.hears("hello from the host")


def _held_and_approved(show: Show, anna: Visitor, far: FarModerator) -> None:
    anna.send("see www.shop.example")
    held = show.kept("see www.shop.example")
    assert held.state is MessageState.HELD
    anna.until(lambda: anna.sees("waiting to be let through"))
    far.choose(_HELD, held.message.id)
    far.press("a")
    anna.until(lambda: not anna.sees("waiting to be let through"))
    show.until(lambda: "see www.shop.example" in lines(show.window))


def _answered(show: Show, anna: Visitor, kenji: Writer, far: FarModerator) -> None:
    far.choose(_LIVE, show.kept("hello from the page").message.id)
    far.press("r")
    far.type("welcome Anna")
    far.press("Return")
    answer = show.kept("welcome Anna")
    assert answer.message.reply_to == show.kept("hello from the page").message.id
    anna.until(lambda: anna.sees("welcome Anna"))
    show.until(lambda: "welcome Anna" in lines(show.window))
    kenji.hears("welcome Anna")


def _deleted_and_undone(show: Show, anna: Visitor, far: FarModerator) -> None:
    wrong = show.kept("hello from IRC")
    far.press("shift+Tab")  # out of the line
    far.choose(_LIVE, wrong.message.id)
    far.press("d")
    anna.until(lambda: not anna.sees("hello from IRC"))
    assert show.kept("hello from IRC").state is MessageState.DELETED
    far.press("u")
    anna.until(lambda: anna.sees("hello from IRC"))
    assert show.kept("hello from IRC").state is MessageState.VISIBLE
