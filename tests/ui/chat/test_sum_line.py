from pytestqt.qtbot import QtBot

from studio.core.chat import NoticeKind, Platform
from studio.core.messages.events import NoticesAdded
from studio.core.room import RoomNotice
from studio.ui.chat.sum_line import SumLine
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def test_it_is_there_while_there_is_something_to_say(
    qtbot: QtBot, studio: FakeStudio, session: Session
) -> None:
    now_ms = [0]
    line = SumLine(session, lambda: now_ms[0])
    qtbot.addWidget(line)
    assert not line.isVisible()
    notice = RoomNotice(1, Platform.BILIBILI, "clay", NoticeKind.LIKE, 0, count=7)
    studio.tell(NoticesAdded((notice,)))
    qtbot.waitUntil(line.isVisible, timeout=_PATIENCE_MS)
    assert line.words.text() == "7 likes in the last minute"
    now_ms[0] = 60_000
    line.refresh()
    assert not line.isVisible()
