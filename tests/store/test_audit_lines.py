"""The audit chain as it is read: by pages, about one person, and never by going through it all."""

from sqlalchemy import Connection, select

from studio.core.records.chat import Decision, ViewerNoted, ViewerTimedOut
from studio.core.records.record import Record
from studio.core.records.studio import SettingChanged
from studio.core.records.team import ActTakenBack
from studio.core.teamwork import AuditLine
from studio.store import audit_lines, messages, people
from studio.store.store import Store
from studio.store.tables import PersonRow
from tests.support.chat_records import SHOW, decided, received
from tests.support.plans import plans, reads_whole_tables


def fill(store: Store) -> None:
    store.write([received(1, "buy here"), received(2, actor="p-ben", name="Ben")])
    store.write([decided(1, Decision.DELETE, 3), decided(2, Decision.DELETE, 4, "device-mo")])
    store.write([Record(SHOW, 5000, ViewerTimedOut("p-anna", 65_000, "spam"), "device-mo")])
    store.write([Record(SHOW, 6000, ViewerNoted("p-anna", "sells shoes"), "device-mo")])
    store.write([Record(SHOW, 7000, SettingChanged("chat.slow_mode_s", "0", "9"), "owner")])
    store.write([Record(SHOW, 8000, ActTakenBack(5, "time_out", "p-anna"), "device-li")])


def page(store: Store, **asked: int) -> list[AuditLine]:
    with store.database.reading() as connection:
        return audit_lines.page(connection, store.sealer, **asked)


def about(store: Store, actor: str) -> list[AuditLine]:
    with store.database.reading() as connection:
        return audit_lines.about(connection, store.sealer, actor)


def test_a_line_says_who_did_what_to_whom_and_when(store: Store) -> None:
    fill(store)
    lines = page(store)
    said = [(one.number, one.by, one.kind, one.target_name, one.detail) for one in lines]
    assert said == [
        (6, "device-li", "undo", "Anna", "time_out"),
        (5, "owner", "setting", "", "chat.slow_mode_s: 0 → 9"),
        (4, "device-mo", "note", "Anna", "sells shoes"),
        (3, "device-mo", "time_out", "Anna", "spam"),
        (2, "device-mo", "delete", "Ben", ""),
        (1, "p-mod", "delete", "Anna", ""),
    ]
    assert (lines[3].wall_ms, lines[3].until_wall_ms) == (5000, 65_000)
    assert (lines[5].message_id, lines[5].words, lines[5].target) == ("m1", "buy here", "p-anna")


def test_it_is_read_by_pages(store: Store) -> None:
    fill(store)
    newest = page(store, most=2)
    older = page(store, before=newest[-1].number, most=3)
    assert [one.number for one in newest + older] == [6, 5, 4, 3, 2]
    assert page(store, before=1) == []


def test_what_was_done_about_one_person(store: Store) -> None:
    fill(store)
    assert [one.kind for one in about(store, "p-anna")] == ["undo", "note", "time_out", "delete"]
    assert [one.kind for one in about(store, "p-ben")] == ["delete"]
    assert about(store, "p-nobody") == []


def test_who_was_erased_has_no_name_and_no_words_in_it(store: Store) -> None:
    fill(store)
    store.erase("p-anna")
    lines = about(store, "p-anna")
    assert [(one.target_name, one.words) for one in lines] == [("", "")] * 4
    assert [one.detail for one in lines if one.kind == "note"] == [""]


def test_a_person_is_found_without_going_through_all_there_is(store: Store) -> None:
    fill(store)

    def ask(connection: Connection) -> None:
        people.person(connection, store.sealer, "p-anna")
        messages.of_person(connection, store.sealer, "p-anna")
        audit_lines.about(connection, store.sealer, "p-anna")
        audit_lines.page(connection, store.sealer)
        people.marked(connection)

    def go_through_all(connection: Connection) -> None:
        connection.execute(select(PersonRow.actor).where(PersonRow.blocked_reason == "spam"))

    assert reads_whole_tables(plans(store.database, go_through_all)[0])
    asked = plans(store.database, ask)
    assert len(asked) > 6
    assert [plan for plan in asked if reads_whole_tables(plan)] == []
