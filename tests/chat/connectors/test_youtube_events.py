"""YouTube's items in our words; what is not as it must be is BadInputError."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors.youtube_events import read_item
from studio.core.chat import ChatRole, Fragment, Money
from studio.core.connectors import (
    AnyHeard,
    MessageGone,
    MessageHeard,
    NoticeHeard,
    PersonCleared,
)
from studio.core.errors import BadInputError
from tests.fakes.fake_youtube import FakeYouTube


def item(kind: str, text: str = "", **more: Any) -> Any:
    youtube = FakeYouTube()
    youtube.tell("m1", kind, text, **more)
    return youtube.items[0]


def read(kind: str, text: str = "", **more: Any) -> list[AnyHeard]:
    return read_item(item(kind, text, **more), 7)[2]


def test_words() -> None:
    heard = read("textMessageEvent", "hi", textMessageDetails={"messageText": "hi"})
    assert heard == [
        MessageHeard(
            platform_id="m1",
            user_id="UC200",
            name="Ben",
            fragments=(Fragment("hi"),),
            sent_wall_ms=1_795_636_800_123,
            roles=frozenset({ChatRole.MODERATOR}),
        )
    ]


@pytest.mark.parametrize(
    ("micros", "currency", "minor"),
    [("1230000", "USD", 123), ("500000000", "JPY", 500), ("1500000", "kwd", 1500)],
)
def test_paid_words(micros: str, currency: str, minor: int) -> None:
    paid = {"amountMicros": micros, "currency": currency, "userComment": "go"}
    heard = read("superChatEvent", "x", superChatDetails=paid)[0]
    assert isinstance(heard, MessageHeard)
    assert heard.amount == Money(minor, currency.upper())
    assert heard.fragments == (Fragment("go"),)


def test_what_is_taken_away() -> None:
    deleted = {"deletedMessageId": "m0"}
    assert read("messageDeletedEvent", messageDeletedDetails=deleted) == [MessageGone("m0")]
    back = {"retractedMessageId": "m0"}
    assert read("messageRetractedEvent", messageRetractedDetails=back) == [MessageGone("m0")]
    assert read("tombstone") == [MessageGone("m1")]
    who = {"channelId": "UC7"}
    banned = {"bannedUserDetails": who, "banType": "temporary", "banDurationSeconds": "300"}
    assert read("userBannedEvent", userBannedDetails=banned) == [PersonCleared("UC7", 300)]
    banned = {"bannedUserDetails": who, "banType": "permanent"}
    assert read("userBannedEvent", userBannedDetails=banned) == [PersonCleared("UC7", 0)]


def test_members_and_gifts() -> None:
    gifting = {"giftMembershipsCount": 5}
    assert read("membershipGiftingEvent", "Ben gave 5", membershipGiftingDetails=gifting) == [
        NoticeHeard("Ben gave 5", "gift", "UC200", "Ben", 5)
    ]
    milestone = {"userComment": "two years", "memberMonth": 24}
    notice, words = read(
        "memberMilestoneChatEvent", "24 months", memberMilestoneChatDetails=milestone
    )
    assert notice == NoticeHeard("24 months", "member", "UC200", "Ben")
    assert isinstance(words, MessageHeard)
    assert read("invalidType") == []


_VALUES = st.none() | st.integers() | st.text(max_size=4) | st.dictionaries(st.text(), st.text())


@given(st.dictionaries(st.sampled_from(["type", "textMessageDetails", "publishedAt"]), _VALUES))
def test_nothing_else_is_raised(wrong: dict[str, Any]) -> None:
    broken = item("textMessageEvent", "hi", textMessageDetails={"messageText": "hi"})
    broken["snippet"].update(wrong)
    try:
        read_item(broken, 7)
    except BadInputError:
        return


@pytest.mark.parametrize("found", [None, 5, {}, {"id": "m"}, {"id": 1, "snippet": {"type": "x"}}])
def test_rubbish_is_said(found: object) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        read_item(found, 7)
