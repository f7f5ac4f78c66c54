"""The protocol's reference leaves no message out and says of each what the code says."""

import re
from typing import get_args

import pytest

from studio.core.messages.events import AnyEvent
from studio.core.messages.reference import reference
from studio.core.messages.requests import AnyRequest, Right
from studio.core.messages.results import AnyResult


@pytest.fixture(scope="module")
def page() -> str:
    return reference({"owner": set(Right) - {Right.SIGNAL}, "viewer": ()})


@pytest.mark.parametrize("union", [AnyRequest, AnyEvent, AnyResult])
def test_every_message_has_its_section(page: str, union: object) -> None:
    missing = [kind.__name__ for kind in get_args(union) if f"\n### {kind.__name__}\n" not in page]
    assert missing == []


def test_every_request_says_the_right_it_needs_and_who_answers(page: str) -> None:
    for kind in get_args(AnyRequest):
        section = page.split(f"\n### {kind.__name__}\n", 1)[1].split("\n### ", 1)[0]
        by = "the engine" if kind.is_for_engine else "the hub"
        assert f"Right: `{kind.right.value}`. Answered by {by}." in section


def test_roles_are_shown_as_they_were_given(page: str) -> None:
    assert "| right | owner | viewer |" in page
    assert "| `shut_down` | yes |  |" in page
    assert "| `signal` |  |  |" in page


def test_every_link_leads_to_a_heading_and_no_heading_stands_twice(page: str) -> None:
    headings = re.findall(r"^#{1,3} (.+)$", page, re.MULTILINE)
    anchors = [heading.lower().replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)


def test_the_conversation_shows_real_frames(page: str) -> None:
    assert 'window  {"op":1,"d":{"token":"…"' in page
    assert '"request":{"type":"SetVideoBitrate","bitrateBps":2000000}' in page
