"""The readings of a message."""

from tests.support.chat_messages import seen_message


def test_emotes_are_no_words() -> None:
    seen = seen_message("ＨＩ th3re ", emotes=1)
    assert (seen.text, seen.words) == ("HI th3re Kappa", "HI th3re ")
    assert (seen.plain, seen.bold) == ("hi th3re kappa", "hi there kappa")
