"""The chain by pages: newest first, older ones when they are wanted, none twice."""

from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import ActDone
from studio.core.messages.results import AuditPage
from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.audit import AuditFeed
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import act, audit_line

_PATIENCE_MS = 30_000


def page(*numbers: int, has_more: bool = True) -> AuditPage:
    return AuditPage(tuple(map(audit_line, numbers)), has_more)


def test_pages_are_joined(
    qtbot: QtBot, team_studio: FakeStudio, session: Session, team: TeamFeed
) -> None:
    team_studio.answers[ask.GetAudit] = page(9, 8, 7)
    made = AuditFeed(session, team)

    def numbers() -> list[int]:
        return [line.number for line in made.lines]

    qtbot.waitUntil(lambda: numbers() == [9, 8, 7], timeout=_PATIENCE_MS)
    team_studio.answers[ask.GetAudit] = page(6, 5, has_more=False)
    made.more()
    made.more()
    qtbot.waitUntil(lambda: numbers() == [9, 8, 7, 6, 5], timeout=_PATIENCE_MS)
    older = [one for one in team_studio.asked if isinstance(one, ask.GetAudit) and one.before]
    assert older == [ask.GetAudit(7, 50)]
    made.more()
    assert not made.has_more
    team_studio.answers[ask.GetAudit] = page(11, 10, 9)
    team_studio.tell(ActDone(act(1)))
    qtbot.waitUntil(lambda: numbers() == [11, 10, 9, 8, 7, 6, 5], timeout=_PATIENCE_MS)
    assert not made.has_more
    team_studio.answers[ask.GetAudit] = page(40, 39)
    team_studio.tell(ActDone(act(2)))
    qtbot.waitUntil(lambda: numbers() == [40, 39], timeout=_PATIENCE_MS)
    assert made.has_more, "between them are some that nobody read yet"
