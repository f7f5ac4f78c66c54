"""Payloads are split into what all may read and what is personal, and joined again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.chat import Fragment
from studio.core.records.chat import MessageReceived
from studio.core.records.payload import Payload, Unknown, kind_of
from studio.core.records.record import join, known_kinds, split
from tests.core.records.test_payload import KINDS
from tests.support.chat_records import received


@given(st.text(max_size=300), st.text(max_size=50))
def test_split_and_joined_it_is_the_same(text: str, name: str) -> None:
    payload = received(1, text, name=name).payload
    public, personal = split(payload)
    assert join("message_received", public, personal) == payload


def test_nothing_personal_is_in_the_public_part() -> None:
    public, personal = split(received(1, "my words", name="Anna").payload)
    assert b"my words" not in public
    assert b"Anna" not in public
    assert b"my words" in personal
    left = join("message_received", public, b"")
    assert isinstance(left, MessageReceived)
    assert (left.author_name, left.fragments, left.message_id) == ("", (), "m1")


def test_a_payload_without_personal_fields_has_no_personal_part() -> None:
    payload = MessageReceived("m", received(1).payload.platform, "c", "p", 1)  # type: ignore[attr-defined]
    assert split(payload)[1] == b""


def test_a_kind_from_tomorrow_is_kept_as_unknown() -> None:
    assert join("from_tomorrow", b"{}", b"") == Unknown(stored_kind="from_tomorrow")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known(kind: type[Payload]) -> None:
    assert kind.__struct_config__.tag in known_kinds()


def test_kind_of_a_message() -> None:
    assert kind_of(received(1, "x").payload) == "message_received"
    assert received(1, "x").payload.fragments == (Fragment("x"),)  # type: ignore[attr-defined]
