"""A message as plain data."""

import msgspec

from studio.core.chat import Author, ChatMessage, ChatRole, Fragment, FragmentKind, Platform


def test_a_message_reads_as_one_text_and_survives_the_wire() -> None:
    message = ChatMessage(
        id="m1",
        platform=Platform.PAGE,
        channel="clay",
        platform_id="1",
        author=Author("p-a", "Anna", roles=frozenset({ChatRole.VIP})),
        fragments=(Fragment("hi "), Fragment("@ben", FragmentKind.MENTION, "p-b")),
        sent_wall_ms=1,
        received_wall_ms=2,
    )
    assert message.text == "hi @ben"
    assert msgspec.json.decode(msgspec.json.encode(message), type=ChatMessage) == message
