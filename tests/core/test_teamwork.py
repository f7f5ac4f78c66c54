"""The plain data of the team's work."""

import msgspec
import pytest

from studio.core.team import OWNER
from studio.core.teamwork import (
    WORDS_CHARACTERS,
    Act,
    ActKind,
    AuditLine,
    Claim,
    Mark,
    Member,
    PersonMark,
    Whisper,
    beginning,
)

ONE_OF_EACH: list[msgspec.Struct] = [
    Member(OWNER, 5, "held", "m1"),
    Claim("m1", "owner", 5),
    Whisper("w-1", "device-mo", "小莫", "看一下", 5),
    Act("act-1", "device-mo", "小莫", ActKind.MARK, "", "p-anna", "", 5, 10_005, mark=Mark.WATCH),
    PersonMark("p-anna", Mark.HELPER),
    AuditLine(3, 9, 5, "", "", "show_reached"),
]


@pytest.mark.parametrize("part", ONE_OF_EACH, ids=lambda part: type(part).__name__)
def test_a_part_is_read_as_it_was_written_also_by_an_older_window(part: msgspec.Struct) -> None:
    data = msgspec.json.encode(part)
    assert msgspec.json.decode(data, type=type(part)) == part
    newer = {**msgspec.json.decode(data), "mood": 3}
    assert msgspec.convert(newer, type=type(part)) == part


def test_a_long_message_is_recognised_by_its_beginning() -> None:
    assert beginning("hello") == "hello"
    short = beginning("长" * 500)
    assert len(short) == WORDS_CHARACTERS
    assert short.endswith("…")
