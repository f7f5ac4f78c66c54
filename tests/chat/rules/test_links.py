"""Addresses, open and hidden."""

import pytest

from studio.chat.rules.links import found_links, links_in
from studio.core.moderation import LinksRule
from tests.support.chat_messages import seen_message


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/a?b=1",
        "go to bit.ly/abc",
        "WWW.SHOP.COM",
        "cheap at shop(dot)com",
        "cheap at shop [.] com",
        "shop dot com",
        "shop。com",
        "follow t.me/me",
    ],
)
def test_links_are_found(text: str) -> None:
    assert links_in(text)


@pytest.mark.parametrize(
    "text", ["ok.so", "3.5 kg", "really...come on", "e.g. this", "¥19.90", "me@home", "v1.2.co2"]
)
def test_what_only_looks_like_one(text: str) -> None:
    assert links_in(text) == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("see https://shop.example.com/p/1", False),
        ("see example.com", False),
        ("see https://example.com@evil.com/", True),
        ("see notexample.com", True),
        ("example.com and evil.com", True),
    ],
)
def test_allowed_domains_with_all_below(text: str, fires: bool) -> None:
    rule = LinksRule(name="Links", allowed=("example.com",))
    assert (found_links(rule, seen_message(text)) is not None) is fires
