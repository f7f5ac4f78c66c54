"""Questions are gathered until the studio answered them."""

import msgspec
from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages.events import MessagesAdded, MessagesChanged
from studio.core.room import MessageChange, RoomMessage
from studio.ui.chat.feed import ChatFeed
from studio.ui.moderator.questions import Questions, answered_by
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def reply(number: int, to: str, *, is_host: bool = True) -> RoomMessage:
    kept = room_message(number, "seven?", is_host=is_host)
    return msgspec.structs.replace(kept, message=msgspec.structs.replace(kept.message, reply_to=to))


def ids(made: Questions) -> list[str]:
    return [made.model.message(row).message.id for row in range(made.model.rowCount())]


def test_only_the_studio_answers() -> None:
    assert answered_by([reply(5, "m1"), reply(6, "m2", is_host=False), room_message(7)]) == {"m1"}


def test_questions_come_and_are_answered(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, feed: ChatFeed
) -> None:
    made = Questions(session, feed)
    assert ids(made) == ["m3"]
    team_studio.tell(
        MessagesAdded((room_message(5, "这个多少钱"), room_message(6, "nice"), reply(7, "m3")))
    )
    qtbot.waitUntil(lambda: ids(made) == ["m5"], timeout=_PATIENCE_MS)
    assert made.is_answered("m3")
    team_studio.tell(MessagesChanged((MessageChange("m5", MessageState.DELETED),)))
    qtbot.waitUntil(lambda: ids(made) == [], timeout=_PATIENCE_MS)


def test_an_answered_one_stays_while_the_list_stands_still(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, feed: ChatFeed
) -> None:
    made = Questions(session, feed)
    made.list.pause(True)
    team_studio.tell(MessagesAdded((reply(7, "m3"), room_message(8, "and the size?"))))
    qtbot.waitUntil(lambda: made.is_answered("m3"), timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: made.list.unseen == 1, timeout=_PATIENCE_MS)
    assert ids(made) == ["m3"]
    made.list.pause(False)
    assert ids(made) == ["m8"]
