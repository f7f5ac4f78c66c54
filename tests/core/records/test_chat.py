"""Whom the personal part of a payload is about."""

from studio.core.records.chat import ViewerNoted
from tests.support.chat_records import received


def test_a_message_is_its_authors_and_a_note_is_about_its_target() -> None:
    assert received(1).payload.person("p-anna") == "p-anna"
    assert ViewerNoted("p-anna", "kind").person("p-mod") == "p-anna"
