"""What Twitch's tags say."""

from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors.irc_line import IrcLine, read_line
from studio.chat.connectors.twitch_words import message_of
from studio.core.chat import ChatRole, Fragment, FragmentKind, Money

_LINE = (
    "@badges=moderator/1,subscriber/12;color=#1E90FF;display-name=Ånna;emotes=25:0-4,12-16/1902:6-10;"
    "first-msg=1;id=abc;bits=100;reply-parent-msg-id=par;tmi-sent-ts=1700000000123;user-id=42 "
    ":anna!anna@x PRIVMSG #clay :Kappa Keepo Kappa 你好"
)


def test_everything_that_is_said_of_a_message() -> None:
    message = message_of(read_line(_LINE), 5, 1)
    assert (message.platform_id, message.user_id, message.name) == ("abc", "42", "Ånna")
    assert message.roles == {ChatRole.MODERATOR, ChatRole.SUBSCRIBER, ChatRole.FIRST_TIME}
    assert message.amount == Money(100, "USD")
    assert (message.colour, message.reply_to) == ("#1E90FF", "par")
    assert message.sent_wall_ms == 1700000000123
    assert message.fragments == (
        Fragment("Kappa", FragmentKind.EMOTE, "25"),
        Fragment(" "),
        Fragment("Keepo", FragmentKind.EMOTE, "1902"),
        Fragment(" "),
        Fragment("Kappa", FragmentKind.EMOTE, "25"),
        Fragment(" 你好"),
    )


def test_an_act_and_a_line_without_tags() -> None:
    line = IrcLine("PRIVMSG", ("#clay", "\x01ACTION waves\x01"), "ben!b@h")
    message = message_of(line, 5, 7)
    assert message.fragments == (Fragment("waves"),)
    assert (message.user_id, message.platform_id, message.sent_wall_ms) == ("ben", "5-7", 5)


@given(st.text(max_size=40), st.text("0123456789-,/:x", max_size=60))
def test_no_emote_range_ever_loses_a_letter(text: str, emotes: str) -> None:
    line = IrcLine("PRIVMSG", ("#clay", text), "a!a@a", {"emotes": emotes, "color": text})
    message = message_of(line, 1, 1)
    if not text.startswith("\x01ACTION "):
        assert "".join(part.text for part in message.fragments) == text
