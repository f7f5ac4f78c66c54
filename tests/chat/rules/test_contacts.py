"""Bait to leave the room, and what only looks like it."""

import pytest

from studio.chat.rules.contacts import found_contact
from studio.core.moderation import ContactsRule
from tests.support.chat_messages import seen_message


@pytest.mark.parametrize(
    "text",
    [
        "加v信领红包 abc12345",
        "加微信xxx领红包",
        "加 薇 信 hello123",
        "vx: clay_88888",
        "DM me on WhatsApp",
        "add my telegram @best_deals",
        "ring 138 0013 8000",
        "一三八零零一三八零零零",
        "①③⑧00138000",
        "+44 7700 900123",
        "link in my bio",
        "私 聊 我",
        "货好 +薇 pt_6612",
        "需要找我 abc5560",
    ],
)
def test_bait_is_found(text: str) -> None:
    assert found_contact(ContactsRule(name="c"), seen_message(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "¥199.90",
        "38码有吗",
        "SOLD 12 M",
        "要两件红色M",
        "加一件",
        "is the wig real",
        "signal is bad, no sound",
        "2026-11-25",
        "三件一共多少",
        "can I pay by wechat",
        "666666",
    ],
)
def test_ordinary_lines_are_left_alone(text: str) -> None:
    assert found_contact(ContactsRule(name="c"), seen_message(text)) is None
