from studio.core.chat import MessageState, Platform
from studio.ui.chat.wording import line_of, name_of, note_of, parts_of, tip_of
from tests.support.room_messages import room_message


def test_names_of_everybody() -> None:
    assert name_of(room_message(1)) == "Anna"
    assert name_of(room_message(1, name="", is_host=True)) == "You"
    assert name_of(room_message(1, name="")) == "Somebody"


def test_a_name_cannot_turn_the_words_beside_it() -> None:
    name, words, note = parts_of(room_message(1, "\u05d0", "\u05d1"))
    assert name[0] == words[0] == "\u2068"
    assert name[-1] == words[-1] == "\u2069"
    assert note == ""
    assert "(erased)" in parts_of(room_message(1, ""))[1]


def test_notes_say_where_from_and_what_became_of_it() -> None:
    deleted = room_message(1, platform=Platform.TWITCH, state=MessageState.DELETED)
    assert note_of(deleted) == "Twitch · deleted"
    assert line_of(deleted) == "Anna: hello (Twitch · deleted)"
    assert note_of(room_message(1, state=MessageState.HELD, rule="Links")) == "Links"
    assert tip_of(room_message(1)).count(":") == 2
