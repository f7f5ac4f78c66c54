"""Which events belong to which poll, draw or list; and the same when it is made anew."""

from sqlalchemy import select

from studio.core.engage import QuestionState
from studio.core.records import engage as rec
from studio.core.records.record import Record
from studio.store.engaged_view import HEARTS, QUESTIONS, thing_of
from studio.store.store import Store
from studio.store.tables import EngagedRow
from tests.support.chat_records import SHOW, received


def rows(store: Store) -> list[tuple[str, str]]:
    table = EngagedRow.__table__
    with store.database.reading() as connection:
        found = connection.execute(select(table).order_by(table.c.event_id)).all()
    return [(row.thing_id, row.kind) for row in found]


def test_each_event_belongs_to_its_thing_also_after_a_rebuild(store: Store) -> None:
    payloads = [
        rec.PollOpened("poll-a", "Which?", ("A", "B")),
        rec.PollVoted("poll-a", 1),
        rec.HeartsGiven(3),
        rec.DrawEntered("draw-a", "Anna"),
    ]
    records = [Record(SHOW, 1, payload, "p-anna") for payload in payloads]
    store.write([records[0], received(1), *records[1:]])
    expected = [
        ("poll-a", "poll_opened"),
        ("poll-a", "poll_voted"),
        (HEARTS, "hearts_given"),
        ("draw-a", "draw_entered"),
    ]
    assert rows(store) == expected
    store.rebuild()
    assert rows(store) == expected


def test_questions_are_one_list_and_what_is_hidden_is_named() -> None:
    assert thing_of(rec.QuestionDecided("m1", QuestionState.ACCEPTED)) == QUESTIONS
    assert thing_of(rec.EngagedHidden("poll-a")) == "poll-a"
