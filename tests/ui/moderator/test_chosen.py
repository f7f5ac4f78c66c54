"""Keys are about the message of the lane that was used last."""

from pytestqt.qtbot import QtBot

from studio.core.chat import MessageState
from studio.core.messages.events import MessagesAdded, MessagesChanged
from studio.core.room import MessageChange
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def test_a_lane_is_used_at_its_first_message(work: Workplace) -> None:
    assert work.chosen.message is None
    work.chosen.use("held")
    assert work.chosen.lane == "held"
    assert work.chosen.message is not None
    assert work.chosen.message.message.id == "m2"
    work.chosen.use("no such lane")
    assert work.chosen.lane == "held"


def test_what_became_of_it_is_known(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    work.go("live", "m1")
    team_studio.tell(MessagesChanged((MessageChange("m1", MessageState.DELETED, "dev-ben"),)))

    def is_deleted() -> bool:
        kept = work.chosen.message
        return kept is not None and kept.state is MessageState.DELETED

    qtbot.waitUntil(is_deleted, timeout=_PATIENCE_MS)


def test_a_key_never_means_what_took_its_place(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    team_studio.tell(MessagesAdded((room_message(7, state=MessageState.HELD),)))
    qtbot.waitUntil(lambda: work.feed.held.rowCount() == 2, timeout=_PATIENCE_MS)
    work.go("held", "m2")
    team_studio.tell(MessagesChanged((MessageChange("m2", MessageState.DELETED, "dev-ben"),)))
    qtbot.waitUntil(lambda: work.feed.held.rowCount() == 1, timeout=_PATIENCE_MS)
    assert work.chosen.lane == "held"
    assert work.chosen.message is None
    work.chosen.step(1)
    assert work.chosen.message is not None
    assert work.chosen.message.message.id == "m7"


def test_a_message_is_found_wherever_it_stands(work: Workplace) -> None:
    assert work.chosen.find("m3", "questions")
    assert work.chosen.lane == "questions"
    assert work.chosen.find("m3", "person")
    assert work.chosen.lane in ("live", "questions")
    assert not work.chosen.find("nowhere")
