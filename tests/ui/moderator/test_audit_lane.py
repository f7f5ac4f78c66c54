"""What was decided, in sentences, to be filtered and opened."""

from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ActDone
from studio.core.messages.results import AuditPage
from studio.ui.moderator.workplace import Workplace
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import act, audit_line
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000


def said(work: Workplace) -> list[str]:
    model = work.audit.list.lines
    return [model.line(row).words for row in range(model.rowCount())]


def test_newest_first_and_filtered(qtbot: QtBot, work: Workplace) -> None:
    both = ["Ben banned Anna", "Ben deleted “hello” by Anna"]
    qtbot.waitUntil(lambda: said(work) == both, timeout=_PATIENCE_MS)
    work.audit.filter.setText("DELETED anna")
    assert said(work) == both[1:]
    work.audit.filter.setText("nothing like it")
    assert "Nothing fits the filter." in texts_of(work.audit)
    work.audit.filter.clear()
    work.audit.list.activated.emit(work.audit.list.lines.index(1))
    assert work.chosen.message is not None
    assert work.chosen.message.message.id == "m1"


def test_while_it_is_read_it_stands_still(
    qtbot: QtBot, team_studio: FakeStudio, work: Workplace
) -> None:
    qtbot.waitUntil(lambda: len(said(work)) == 2, timeout=_PATIENCE_MS)
    work.audit.list.reading_changed.emit(True)
    lines = (audit_line(3, "note"), audit_line(2, "ban"), audit_line(1))
    team_studio.answers[ask.GetAudit] = AuditPage(lines)
    team_studio.tell(ActDone(act(1)))
    qtbot.waitUntil(lambda: work.audit.more.isVisible(), timeout=_PATIENCE_MS)
    assert work.audit.more.text() == "1 new"
    assert len(said(work)) == 2
    work.audit.more.click()
    assert said(work)[0] == "Ben noted something on Anna"
    assert not work.audit.more.isVisible()
