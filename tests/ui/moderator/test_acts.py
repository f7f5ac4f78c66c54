"""Each act about the chosen message, and what makes no sense is not possible."""

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ActDone, ActUndone, ClaimsChanged
from studio.core.messages.results import Learned
from studio.core.records.chat import Decision
from studio.core.teamwork import Claim, Mark
from studio.ui.moderator.time_out_dialog import TimeOutDialog
from studio.ui.moderator.workplace import Workplace
from studio.ui.widgets.toast import Toast
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message
from tests.support.team import BEN, ME, WALL_MS, act
from tests.support.widgets import child

_PATIENCE_MS = 30_000


def wait_for(qtbot: QtBot, studio: FakeStudio, *wanted: ask.Request) -> None:
    qtbot.waitUntil(
        lambda: tuple(one for one in studio.asked if one in wanted) == wanted,
        timeout=_PATIENCE_MS,
    )


def menu_texts() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [action.text() for action in menu.actions()]


def test_what_is_possible(work: Workplace) -> None:
    names = ("release", "delete", "restore", "time_out", "ban", "claim", "answer", "note")
    assert not any(map(work.acts.can, names))
    work.go("live", "m1")
    possible = [name for name in names if work.acts.can(name)]
    assert possible == ["delete", "time_out", "ban", "claim", "answer", "note"]
    work.go("held", "m2")
    assert [name for name in names if work.acts.can(name)][:2] == ["release", "delete"]
    work.go("questions", "m3")
    assert not work.acts.can("claim"), "Ben has it"


def test_decisions_go_to_the_hub(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    work.go("live", "m1")
    work.acts.do("delete")
    work.acts.do("ban")
    work.go("held", "m2")
    work.acts.do("release")
    wait_for(
        qtbot,
        team_studio,
        ask.DecideMessage("m1", Decision.DELETE),
        ask.TimeOutPerson("p-Anna", 0),
        ask.DecideMessage("m2", Decision.RELEASE),
    )


def test_allowing_and_learning_says_what_and_can_be_taken_back(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    team_studio.answers[ask.AllowAndLearn] = Learned("l1", "Links", ("shop.com",))
    work.go("live", "m1")
    assert not work.acts.can("learn")
    work.go("held", "m2")
    work.acts.do("learn")
    toast = child(work.live.window(), Toast)
    wanted = "Links lets through from now on: shop.com"
    qtbot.waitUntil(lambda: toast.text == wanted, timeout=_PATIENCE_MS)
    toast.button.click()
    wait_for(qtbot, team_studio, ask.AllowAndLearn("m2"), ask.UndoLearning("l1"))
    team_studio.answers[ask.AllowAndLearn] = Learned()
    work.go("held", "m2")
    work.acts.do("learn")
    nothing = "Let through; there was nothing to learn"
    qtbot.waitUntil(lambda: toast.text == nothing, timeout=_PATIENCE_MS)


def test_pinning(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    work.go("held", "m2")
    assert not work.acts.can("pin")
    work.go("live", "m1")
    work.acts.do("pin")
    work.acts.unpin()
    wait_for(qtbot, team_studio, ask.PinMessage("m1"), ask.Unpin())


def test_claiming_and_letting_go(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    work.go("live", "m1")
    work.acts.do("claim")
    wait_for(qtbot, team_studio, ask.ClaimMessage("m1"))
    team_studio.tell(ClaimsChanged((Claim("m1", ME.id, WALL_MS),)))
    qtbot.waitUntil(lambda: work.team.is_mine("m1"), timeout=_PATIENCE_MS)
    work.acts.do("claim")
    wait_for(qtbot, team_studio, ask.ClaimMessage("m1"), ask.ReleaseMessage("m1"))


def test_handing_over_names_who_is_here(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    work.go("live", "m1")
    work.acts.do("hand_over")
    assert menu_texts() == ["&1  Streamer", "&2  Ben"]
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[1].trigger()
    menu.close()
    wait_for(qtbot, team_studio, ask.ClaimMessage("m1"), ask.HandOver("m1", BEN.id))


def test_marking(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    work.go("live", "m1")
    work.acts.do("mark")
    assert menu_texts() == ["&0  No mark", "&1  Trusted", "&2  Watch", "&3  Helper"]
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].isChecked()
    menu.actions()[2].trigger()
    menu.close()
    wait_for(qtbot, team_studio, ask.MarkPerson("p-Anna", Mark.WATCH))


def test_how_long_is_asked_for_the_one_it_was_opened_for(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    work.go("live", "m1")
    work.acts.do("time_out")
    dialog = work.live.window().findChild(TimeOutDialog)
    assert dialog is not None
    work.go("live", "m3")
    dialog.choose(60)
    dialog.accept_button.click()
    wait_for(qtbot, team_studio, ask.TimeOutPerson("p-Anna", 60))


def test_undoing_what_one_did_last(qtbot: QtBot, team_studio: FakeStudio, work: Workplace) -> None:
    assert not work.acts.can_undo()
    team_studio.tell(ActDone(act(1)))
    team_studio.tell(ActDone(act(2, by=BEN.id)))
    qtbot.waitUntil(work.acts.can_undo, timeout=_PATIENCE_MS)
    work.acts.undo()
    wait_for(qtbot, team_studio, ask.UndoAct("a1"))
    team_studio.tell(ActUndone("a1", ME.id))
    qtbot.waitUntil(lambda: not work.acts.can_undo(), timeout=_PATIENCE_MS)


def test_nothing_can_be_done_to_the_studio_itself(work: Workplace) -> None:
    host = room_message(9, "welcome", is_host=True)
    work.feed.live_list.add([host])
    work.go("live", "m9")
    assert not any(map(work.acts.can, ("time_out", "ban", "readmit", "mark", "note")))
    assert work.acts.can("delete")
