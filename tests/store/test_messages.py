"""Pages, and finding by words."""

import pytest

from studio.core.records.chat import Verdict
from studio.store import messages
from studio.store.message_view import MessageState
from studio.store.store import Store
from tests.support.chat_records import SHOW, received
from tests.support.stored import found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("多少", ["这个多少钱"]),
        ("多少钱", ["这个多少钱"]),
        ("钱", ["这个多少钱", "钱包有吗"]),
        ("钱多", []),
        ("LINEN dress", ["Is the linen dress washable?"]),
        ("dress size", []),
        ("ｄｒｅｓｓ", ["Is the linen dress washable?"]),
        ("1e5", ["order 1e5 please"]),
        ("", []),
        ("?!", []),
        ('" OR 1', []),
    ],
)
def test_messages_are_found_by_their_words(store: Store, words: str, expected: list[str]) -> None:
    texts = ("这个多少钱", "钱包有吗", "Is the linen dress washable?", "order 1e5 please")
    store.write([received(number, words) for number, words in enumerate(texts)])
    assert found(store, words) == expected


def test_pages_go_back_through_a_show(store: Store) -> None:
    ids = store.write([received(number) for number in range(1, 8)])
    with store.database.reading() as connection:
        newest = messages.page(connection, store.sealer, SHOW, most=3)
        before = messages.page(connection, store.sealer, SHOW, before=ids[4], most=3)
    assert [one.message.id for one in newest] == ["m5", "m6", "m7"]
    assert [one.message.id for one in before] == ["m2", "m3", "m4"]


def test_what_one_person_wrote_and_what_is_held(store: Store) -> None:
    store.write([received(1), received(2, actor="p-ben", verdict=Verdict.HOLD), received(3)])
    with store.database.reading() as connection:
        of_anna = messages.of_person(connection, store.sealer, "p-anna")
        held = messages.in_state(connection, store.sealer, MessageState.HELD)
    assert [one.message.id for one in of_anna] == ["m1", "m3"]
    assert [(one.message.id, one.rule) for one in held] == [("m2", "links")]


def test_all_shows_together_and_one_message_by_its_id(store: Store) -> None:
    store.write([received(1), received(2, session_id="show-2"), received(3)])
    with store.database.reading() as connection:
        everything = messages.page(connection, store.sealer)
        second = messages.one(connection, store.sealer, "m2")
        nothing = messages.one(connection, store.sealer, "m9")
    assert [one.message.id for one in everything] == ["m1", "m2", "m3"]
    assert second is not None
    assert second.message.text == "hello"
    assert nothing is None


def test_several_by_their_ids(store: Store) -> None:
    store.write([received(1), received(2), received(3)])
    with store.database.reading() as connection:
        kept = messages.several(connection, store.sealer, ["m3", "m1", "m9"])
    assert [one.message.id for one in kept] == ["m1", "m3"]
