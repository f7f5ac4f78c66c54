"""Every decision can be read as a line."""

from typing import ClassVar

import pytest

from studio.core.records.chat import (
    Decision,
    MessageDecided,
    ViewerNoted,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.door import DevicePaired
from studio.core.records.payload import Payload, Unknown
from studio.core.records.pins import MessageUnpinned
from studio.core.records.rules import Nuked
from studio.core.records.saying import Said, said
from studio.core.records.studio import SettingChanged
from studio.core.records.team import ActTakenBack, ClaimHandedOver, ViewerMarked
from studio.core.team import Role
from studio.core.teamwork import Mark


class NewKind(Payload, frozen=True, tag="new_kind"):
    """Of another room."""

    is_audited: ClassVar[bool] = True
    target: str
    reason: int = 3


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (MessageDecided("m1", Decision.DELETE, "spam"), Said("delete", "", "m1", "spam")),
        (ViewerTimedOut("p", 9, "spam"), Said("time_out", "p", "", "spam", 9)),
        (ViewerTimedOut("p", 0), Said("ban", "p", "", "", -1)),
        (ViewerReadmitted("p", "sorry"), Said("readmit", "p", "", "sorry")),
        (ViewerNoted("p", "kind"), Said("note", "p", "", "kind")),
        (ViewerMarked("p", Mark.WATCH), Said("mark", "p", "", "watch")),
        (ClaimHandedOver("m1", "device-li"), Said("hand_over", "device-li", "m1")),
        (ActTakenBack(3, "ban", "p"), Said("undo", "p", "", "ban")),
        (SettingChanged("chat.slow", "0", "9"), Said("setting", "", "", "chat.slow: 0 → 9")),
        (Nuked("n-1", "buy followers", until_wall_ms=9), Said("nuke", "", "", "buy followers", 9)),
        (Unknown("of_tomorrow"), Said("of_tomorrow")),
        (NewKind("p"), Said("new_kind", "p")),
        (
            DevicePaired("helper-1", "Mo", Role.MODERATOR),
            Said("device_paired", "helper-1", "", "Mo"),
        ),
        (MessageUnpinned("m1"), Said("message_unpinned", "", "m1", "by_hand")),
    ],
)
def test_a_payload_in_the_words_of_a_line(payload: Payload, expected: Said) -> None:
    assert said(payload) == expected
