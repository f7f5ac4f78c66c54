from studio.core.chat import MessageState
from studio.core.room import MessageChange, RoomMessage
from studio.web.chat_view import seen_change, seen_message, who_of
from tests.support.chat_messages import message


def test_a_page_is_told_what_it_shows_and_no_more() -> None:
    seen = seen_message(RoomMessage(7, message("<b>hi</b>"), MessageState.VISIBLE, "Links", "mod"))
    assert set(seen) == {
        *("id", "n", "who", "name", "isHost", "isModerator", "platform", "parts", "replyTo"),
        "isWaiting",
    }
    assert seen["parts"] == [["text", "<b>hi</b>"]]
    assert not seen["isWaiting"]


def test_a_pseudonym_is_shortened() -> None:
    assert who_of("p-" + "a" * 26) == "p-" + "a" * 10


def test_gone_or_there_again() -> None:
    kept = RoomMessage(7, message("hi"))
    assert seen_change(MessageChange("m", MessageState.DELETED)) == {"id": "m", "message": None}
    assert seen_change(MessageChange("m", MessageState.VISIBLE, "", kept))["message"] is not None
