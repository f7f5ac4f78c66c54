"""Who wrote it is asked once, and again when something about them changed."""

from pytestqt.qtbot import QtBot

from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import ActDone, PersonMarked
from studio.core.teamwork import Mark
from studio.ui.moderator.person import Person
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import act, card

_PATIENCE_MS = 30_000


def asked(studio: FakeStudio) -> int:
    return sum(isinstance(one, ask.GetPerson) for one in studio.asked)


def test_the_card_follows(qtbot: QtBot, team_studio: FakeStudio, session: Session) -> None:
    person = Person(session)
    person.show("p-Anna")
    assert person.card is None
    qtbot.waitUntil(lambda: person.card is not None, timeout=_PATIENCE_MS)
    person.show("p-Anna")
    assert asked(team_studio) == 1
    team_studio.answers[ask.GetPerson] = card(note="loud", mark=Mark.WATCH)
    team_studio.tell(PersonMarked("p-Other", "", Mark.WATCH))
    team_studio.tell(PersonMarked("p-Anna", "loud", Mark.WATCH))
    team_studio.tell(ActDone(act(1)))
    marked = lambda: person.card is not None and person.card.note == "loud"  # noqa: E731
    qtbot.waitUntil(marked, timeout=_PATIENCE_MS)
    assert asked(team_studio) == 2


def test_a_note_is_kept_when_it_is_another(
    qtbot: QtBot, team_studio: FakeStudio, session: Session
) -> None:
    person = Person(session)
    person.note("nobody is shown")
    person.show("p-Anna")
    qtbot.waitUntil(lambda: person.card is not None, timeout=_PATIENCE_MS)
    person.note("  ")
    person.note(" buys often ")
    wanted = ask.NotePerson("p-Anna", "buys often")
    qtbot.waitUntil(lambda: wanted in team_studio.asked, timeout=_PATIENCE_MS)
    notes = [one for one in team_studio.asked if isinstance(one, ask.NotePerson)]
    assert notes == [wanted]


def test_who_cannot_be_looked_up_says_so(
    qtbot: QtBot, team_studio: FakeStudio, session: Session
) -> None:
    team_studio.refusal = UnavailableError("the chat is not open yet", "chat")
    person = Person(session)
    person.show("p-Anna")
    qtbot.waitUntil(lambda: person.has_failed, timeout=_PATIENCE_MS)
    team_studio.refusal = None
    session.changed.emit()
    qtbot.waitUntil(lambda: person.card is not None, timeout=_PATIENCE_MS)
    assert not person.has_failed
