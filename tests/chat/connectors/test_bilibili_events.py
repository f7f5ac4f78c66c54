"""bilibili's events in our words; what is not as it must be is BadInputError."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.chat.connectors.bilibili_events import read_event
from studio.core.chat import ChatRole, Fragment, FragmentKind, Money
from studio.core.connectors import Alive, AnyHeard, MessageGone, MessageHeard, NoticeHeard
from studio.core.errors import BadInputError, UnavailableError
from tests.support.bilibili_packets import AT, PERSON, event, gift, words


def read(cmd: str, data: dict[str, Any]) -> list[AnyHeard]:
    return read_event(event(cmd, data)[16:])[1]


def test_words() -> None:
    assert read("DM", words("m1", "多少钱", guard_level=3, is_admin=1)) == [
        MessageHeard(
            platform_id="m1",
            user_id="o200",
            name="小本",
            fragments=(Fragment("多少钱"),),
            sent_wall_ms=1_700_000_000_000,
            roles=frozenset({ChatRole.MODERATOR, ChatRole.SUBSCRIBER}),
        )
    ]
    emote = words("m2", "[赞]", dm_type=1, emoji_img_url="https://i0.hdslb.com/a.png")
    heard = read("DM", emote)[0]
    assert isinstance(heard, MessageHeard)
    assert heard.fragments == (Fragment("[赞]", FragmentKind.EMOTE, "https://i0.hdslb.com/a.png"),)


def test_gifts_cost_what_they_cost() -> None:
    text = "小本 送出 辣条 ×3"
    person = ("o200", "小本", 3)
    assert read("SEND_GIFT", gift("g1")) == [NoticeHeard(text, "gift", *person, Money(30, "CNY"))]
    assert read("SEND_GIFT", gift("g2", paid=False)) == [NoticeHeard(text, "gift", *person)]


def test_paid_words_come_and_go() -> None:
    data = {**PERSON, **AT, "message_id": 9, "message": "加油", "rmb": 30, "msg_id": "e1"}
    heard = read("SUPER_CHAT", data)[0]
    assert isinstance(heard, MessageHeard)
    assert (heard.platform_id, heard.amount) == ("sc-9", Money(3000, "CNY"))
    gone = {"room_id": 7, "message_ids": [9, 10], "msg_id": "e2"}
    assert read("SUPER_CHAT_DEL", gone) == [MessageGone("sc-9"), MessageGone("sc-10")]


def test_guards_and_likes() -> None:
    guard = {
        "user_info": PERSON, "guard_level": 3, "guard_num": 1, "guard_unit": "月",
        "price": 198_000, "msg_id": "e3", **AT,
    }  # fmt: skip
    assert read("GUARD", guard) == [
        NoticeHeard("小本 开通了舰长 ×1月", "guard", "o200", "小本", 1, Money(19_800, "CNY"))
    ]
    like = {**PERSON, **AT, "like_text": "为主播点赞了", "like_count": 5, "msg_id": "e4"}
    assert read("LIKE", like) == [NoticeHeard("为主播点赞了", "like", "o200", "小本", 5)]


def test_others_are_signs_of_life_and_an_end_is_one() -> None:
    assert read("LIVE_ROOM_ENTER", {}) == [Alive()]
    with pytest.raises(UnavailableError, match="ended the session"):
        read("INTERACTION_END", {"game_id": "g"})


def test_the_events_own_id_is_told() -> None:
    assert read_event(event("SEND_GIFT", gift("g1"))[16:])[0] == "g1"


_VALUES = st.none() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
_KINDS = ["DM", "SEND_GIFT", "SUPER_CHAT", "SUPER_CHAT_DEL", "GUARD", "LIKE"]


@given(
    st.sampled_from(_KINDS),
    st.dictionaries(st.sampled_from([*words("m", ""), *gift("g"), "message_ids"]), _VALUES),
)
def test_nothing_else_is_raised(kind: str, wrong: dict[str, Any]) -> None:
    data = {**words("m1", "x"), **gift("g1"), **wrong}
    try:
        read_event(json.dumps({"cmd": f"LIVE_OPEN_PLATFORM_{kind}", "data": data}).encode())
    except BadInputError:
        return


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"cmd":1}', b"\xff", b"[" * 9999])
def test_rubbish_is_said(body: bytes) -> None:
    with pytest.raises(BadInputError, match="cannot be read"):
        read_event(body)
