"""Trying a message: what the hub says of it, and the text never as markup."""

import pytest
from pytestqt.qtbot import QtBot

from studio.core.chat import ChatRole
from studio.core.messages import requests as ask
from studio.core.messages.results import RuleFinding, RulesTried
from studio.core.moderation import Action, first_rules
from studio.core.records.chat import Verdict
from studio.ui.chat.rule_trial import RuleTrial, places_of
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
TRIED = RulesTried(Verdict.HOLD, (RuleFinding("Links", Action.HOLD, "it has a link", "www.a.com"),))


@pytest.mark.parametrize(
    ("text", "pieces", "places"),
    [
        ("see A.com and a.com", ["a.COM"], [(4, 9), (14, 19)]),
        ("hello", ["absent", ""], []),
        ("straße spam", ["spam"], [(7, 11)]),
    ],
)
def test_where_the_pieces_stand(
    text: str, pieces: list[str], places: list[tuple[int, int]]
) -> None:
    assert places_of(text, pieces) == places


def test_what_is_typed_is_tried_with_the_drafts_rules(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme
) -> None:
    studio.results[ask.TryRules] = TRIED
    made = RuleTrial(session, theme, lambda: first_rules())
    qtbot.addWidget(made)
    made.show()
    made.role.setCurrentIndex(made.role.findData(ChatRole.SUBSCRIBER))
    made.line.setText("see www.a.com <i>")
    qtbot.waitUntil(lambda: bool(made.findings.text()), timeout=_PATIENCE_MS)
    assert made.verdict.text() == "It waits for a moderator"
    assert made.findings.text() == "Links · Hold for a moderator · It has a link"
    assert made.text.toPlainText() == "see www.a.com <i>"
    (mark,) = made.text.extraSelections()
    assert mark.cursor.selectedText() == "www.a.com"
    tried = studio.asked[-1]
    assert isinstance(tried, ask.TryRules)
    assert tried.roles == frozenset({ChatRole.SUBSCRIBER})
    assert tried.settings is not None
    assert tried.settings.rules == first_rules()
    made.line.clear()
    qtbot.waitUntil(lambda: not made.findings.text(), timeout=_PATIENCE_MS)
