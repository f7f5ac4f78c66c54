"""What joins the lanes: presence, marks, menus."""

from pytestqt.qtbot import QtBot

from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

_PATIENCE_MS = 30_000


def test_others_see_what_is_chosen(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    work.go("held", "m2")
    qtbot.waitUntil(lambda: ("held", "m2") in team_studio.looked_at, timeout=_PATIENCE_MS)
    assert work.person.actor == "p-Ivy"


def test_the_menu_holds_what_makes_sense_with_its_keys(work: Workplace) -> None:
    work.go("held", "m2")
    menu = work.held.view.menu(room_message(2))
    told = {action.text(): action.shortcut().toString() for action in menu.actions()}
    assert told["Let through"] == "A"
    assert told["Delete"] == "D"
    assert told["Ban"] == "B"
    assert "Bring back" not in told
    menu.deleteLater()


def test_a_list_that_changes_by_itself_does_not_take_the_keys(
    qtbot: QtBot, work: Workplace
) -> None:
    work.go("live", "m1")
    work.feed.held_list.set([])
    work.questions.list.set([])
    assert work.chosen.lane == "live"
    assert work.chosen.message is not None
    assert work.chosen.message.message.id == "m1"
