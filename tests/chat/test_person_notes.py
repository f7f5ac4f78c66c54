"""Notes and marks on persons: told whole, undone exactly."""

import pytest

from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages.events import PersonMarked
from studio.core.records.chat import ViewerNoted
from studio.core.records.team import ViewerMarked
from studio.core.teamwork import ActKind, Mark
from tests.support.team_stand import ANNA, LI, MO, TeamStand


@pytest.fixture
def stand() -> TeamStand:
    return TeamStand()


async def test_a_note_and_a_mark_are_told_together(stand: TeamStand) -> None:
    await stand.notes.note(ANNA, "asks nicely", MO)
    await stand.notes.mark(ANNA, Mark.TRUSTED, LI)
    assert stand.payloads() == [
        ViewerNoted(ANNA, "asks nicely"),
        ViewerMarked(ANNA, Mark.TRUSTED),
    ]
    assert [event for event in stand.told if isinstance(event, PersonMarked)] == [
        PersonMarked(ANNA, "asks nicely"),
        PersonMarked(ANNA, "asks nicely", Mark.TRUSTED),
    ]
    assert [(one.kind, one.target_name, one.mark) for one in stand.acts()] == [
        (ActKind.NOTE, "Anna", Mark.NONE),
        (ActKind.MARK, "Anna", Mark.TRUSTED),
    ]


async def test_what_is_so_already_is_no_act(stand: TeamStand) -> None:
    await stand.notes.note(ANNA, " \u200b ", MO)
    await stand.notes.mark(ANNA, Mark.NONE, MO)
    assert stand.records == []
    assert stand.acts() == []


async def test_each_is_undone_by_itself(stand: TeamStand) -> None:
    await stand.notes.note(ANNA, "first", MO)
    await stand.notes.note(ANNA, "second", MO)
    await stand.notes.mark(ANNA, Mark.WATCH, MO)
    _, second, mark = stand.acts()
    await stand.acting.undo(second.id, LI)
    assert (stand.persons[ANNA].note, stand.persons[ANNA].mark) == ("first", Mark.WATCH)
    await stand.acting.undo(mark.id, LI)
    assert (stand.persons[ANNA].note, stand.persons[ANNA].mark) == ("first", Mark.NONE)


async def test_what_was_changed_since_stays(stand: TeamStand) -> None:
    await stand.notes.note(ANNA, "first", MO)
    await stand.notes.mark(ANNA, Mark.WATCH, MO)
    note, mark = stand.acts()
    stand.persons[ANNA].note = "another"
    stand.persons[ANNA].mark = Mark.HELPER
    for act in (note, mark):
        with pytest.raises(BadInputError, match="since"):
            await stand.acting.undo(act.id, LI)
    assert stand.persons[ANNA].note == "another"


async def test_somebody_unknown_gets_no_note(stand: TeamStand) -> None:
    with pytest.raises(NotFoundError):
        await stand.notes.note("p-nobody", "who is it", MO)
    with pytest.raises(NotFoundError):
        await stand.notes.mark("p-nobody", Mark.WATCH, MO)
    assert stand.records == []
