"""Notifications become messages; what is not as it must be is BadInputError and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors.twitch_events import KINDS, heard_of, wall_ms_of
from studio.core.chat import ChatRole, Fragment, FragmentKind, Money
from studio.core.connectors import (
    MessageGone,
    MessageHeard,
    NoticeHeard,
    PersonCleared,
    RoomCleared,
)
from studio.core.errors import BadInputError

_SAID: dict[str, Any] = {
    "message_id": "m1",
    "chatter_user_id": "200",
    "chatter_user_login": "ben",
    "chatter_user_name": "Ben",
    "message": {
        "text": "hi Kappa @Anna",
        "fragments": [
            {"type": "text", "text": "hi "},
            {"type": "emote", "text": "Kappa", "emote": {"id": "25", "emote_set_id": "0"}},
            {"type": "mention", "text": "@Anna", "mention": {"user_id": "100"}},
        ],
    },
    "badges": [{"set_id": "vip", "id": "1", "info": ""}, {"set_id": "other", "id": "1"}],
    "color": "#00FF7F",
    "cheer": {"bits": 100},
    "reply": {"parent_message_id": "m0"},
}


def test_a_message_is_read() -> None:
    assert heard_of("channel.chat.message", _SAID, 7) == [
        MessageHeard(
            platform_id="m1",
            user_id="200",
            name="Ben",
            fragments=(
                Fragment("hi "),
                Fragment("Kappa", FragmentKind.EMOTE, "25"),
                Fragment("@Anna", FragmentKind.MENTION, "100"),
            ),
            sent_wall_ms=7,
            colour="#00FF7F",
            roles=frozenset({ChatRole.VIP}),
            reply_to="m0",
            amount=Money(100, "USD"),
        )
    ]


def test_a_notice_and_what_was_written_with_it() -> None:
    event = {**_SAID, "system_message": "Ben subscribed", "notice_type": "resub"}
    notice, message = heard_of("channel.chat.notification", event, 7)
    assert notice == NoticeHeard("Ben subscribed", "resub", "200", "Ben")
    assert isinstance(message, MessageHeard)
    silent = {**event, "message": {"text": "", "fragments": []}}
    assert heard_of("channel.chat.notification", silent, 7) == [notice]


def test_what_is_taken_away() -> None:
    assert heard_of(KINDS[2], {"message_id": "m1"}, 7) == [MessageGone("m1")]
    assert heard_of(KINDS[3], {}, 7) == [RoomCleared()]
    assert heard_of(KINDS[4], {"target_user_id": "200"}, 7) == [PersonCleared("200", -1)]
    assert heard_of("channel.follow", {}, 7) == []


@pytest.mark.parametrize("event", [None, [], {}, {**_SAID, "message_id": 5}])
def test_what_is_not_as_it_must_be_is_said(event: object) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        heard_of("channel.chat.message", event, 7)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(list(_SAID)), inner),
)


@given(st.sampled_from(KINDS), _JSON)
def test_nothing_else_is_raised(kind: str, event: object) -> None:
    try:
        heard_of(kind, event, 7)
    except BadInputError:
        return


@pytest.mark.parametrize(
    ("text", "wall_ms"),
    [
        ("2026-11-25T20:00:00.123456789Z", 1_795_636_800_123),
        ("2026-11-25T20:00:00Z", 1_795_636_800_000),
        ("2026-11-25T20:00:00", 7),
        ("yesterday", 7),
        (None, 7),
    ],
)
def test_times(text: object, wall_ms: int) -> None:
    assert wall_ms_of(text, 7) == wall_ms
