from studio.chat.incoming import fitting
from studio.core.chat import Fragment, FragmentKind
from studio.core.connectors import MessageHeard


def heard(*texts: str, name: str = "Anna", platform_id: str = "1") -> MessageHeard:
    parts = tuple(Fragment(text) for text in texts)
    return MessageHeard(platform_id, "anna", name, parts, 1)


def words(message: MessageHeard | None) -> str:
    return "".join(part.text for part in message.fragments) if message is not None else ""


def test_a_plain_message_stays_as_it_is() -> None:
    emote = Fragment("Kappa", FragmentKind.EMOTE, "25")
    message = MessageHeard("1", "anna", "安娜", (Fragment("hi "), emote, Fragment(" 🙂")), 1)
    assert fitting(message) == message


def test_unseen_signs_lines_and_heaps_are_gone() -> None:
    found = fitting(heard("a\u202eb\u0000c\r\nd", "\u200b", name="\u202eAnna\n"))
    assert words(found) == "abc d"
    assert found is not None
    assert found.name == "Anna"
    assert len(words(fitting(heard("a" + "\u0301" * 400)))) <= 3


def test_what_is_too_long_is_cut_and_what_is_nothing_is_none() -> None:
    found = fitting(heard("x" * 400, "y" * 400, "z", name="n" * 900, platform_id="p" * 900))
    assert words(found) == "x" * 400 + "y" * 100
    assert found is not None
    assert (len(found.name), len(found.platform_id)) == (60, 200)
    assert fitting(heard("\u200b", " ")) is None
    assert fitting(heard()) is None
    assert len(words(fitting(heard(*["a"] * 5000)))) == 100
