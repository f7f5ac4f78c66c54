"""Whom decisions concern."""

from sqlalchemy import select

from studio.core.records.chat import Decision, ViewerTimedOut
from studio.core.records.record import Record
from studio.core.records.rules import Nuked
from studio.core.records.studio import SettingChanged
from studio.core.records.team import ViewerMarked
from studio.core.teamwork import Mark
from studio.store.act_view import authors_of
from studio.store.store import Store
from studio.store.tables import ActRow
from tests.support.chat_records import SHOW, decided, received


def targets(store: Store) -> list[str]:
    with store.database.reading() as connection:
        query = select(ActRow.target).order_by(ActRow.event_id)
        return list(connection.execute(query).scalars())


def test_a_decision_about_a_message_concerns_its_author(store: Store) -> None:
    store.write([received(1), received(2, actor="p-ben"), decided(2, Decision.DELETE, 3)])
    store.write([Record(SHOW, 4, ViewerTimedOut("p-anna", 9), "p-mod")])
    store.write([Record(SHOW, 5, ViewerMarked("p-ben", Mark.WATCH), "p-mod")])
    store.write([Record(SHOW, 6, SettingChanged("chat.slow_mode_s", "0", "9"), "p-mod")])
    assert targets(store) == ["p-ben", "p-anna", "p-ben"]


def test_a_phrase_taken_away_concerns_everybody_who_wrote_it(store: Store) -> None:
    store.write([received(1), received(2, actor="p-ben"), received(3, actor="p-ben")])
    nuked = Nuked("n-1", "hello", visible=("m1", "m2"), held=("m3",), authors=("p-ben",))
    store.write([Record(SHOW, 4, nuked, "p-mod")])
    assert sorted(targets(store)) == ["p-anna", "p-ben"]


def test_a_message_that_nobody_wrote_concerns_nobody(store: Store) -> None:
    store.write([received(1), decided(9, Decision.DELETE, 3)])
    assert targets(store) == []
    with store.database.reading() as connection:
        assert authors_of(connection, ["m1", "m9"]) == {"m1": "p-anna"}
        assert authors_of(connection, []) == {}
