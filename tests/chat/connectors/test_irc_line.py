"""Lines of IRC."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors.irc_line import IrcLine, parts_of, read_line, write_line
from studio.core.errors import BadInputError


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PING :tmi", IrcLine("PING", ("tmi",))),
        (":a!b@c PRIVMSG #r :hi : there", IrcLine("PRIVMSG", ("#r", "hi : there"), "a!b@c")),
        (
            r"@k=a\:b\sc\\;flag;e= :s 001 me",
            IrcLine("001", ("me",), "s", {"k": "a;b c\\", "flag": "", "e": ""}),
        ),
        (":s JOIN #r", IrcLine("JOIN", ("#r",), "s")),
    ],
)
def test_a_line_is_read(line: str, expected: IrcLine) -> None:
    assert read_line(line) == expected


@given(st.text(max_size=400))
def test_any_text_is_a_line_or_one_error(text: str) -> None:
    try:
        line = read_line(text)
    except BadInputError:
        return
    assert line.command.isalnum()


@given(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=200))
def test_what_is_written_is_read_again(text: str) -> None:
    data = write_line("PRIVMSG", "#r", text)
    assert data.endswith(b"\r\n")
    assert read_line(data.decode().removesuffix("\r\n")).text == text


@pytest.mark.parametrize("sign", ["\r", "\n", "\0"])
def test_a_message_is_never_two_lines(sign: str) -> None:
    with pytest.raises(BadInputError, match="one line"):
        write_line("PRIVMSG", "#r", f"a{sign}QUIT")


def test_the_name_is_what_stands_before_the_mark() -> None:
    assert read_line(":anna!a@h PRIVMSG #r :x").nick == "anna"


def test_a_long_text_is_cut_at_spaces_and_never_within_a_sign() -> None:
    assert parts_of("short", 10) == ["short"]
    assert parts_of("one two three", 8) == ["one two", "three"]
    parts = parts_of("泥" * 10, 7)
    assert "".join(parts) == "泥" * 10
    assert all(len(part.encode()) <= 7 for part in parts)
    assert parts_of("  ", 10) == []
