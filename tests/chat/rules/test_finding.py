"""A finding is a value."""

from studio.chat.rules.finding import Finding
from studio.core.moderation import Action


def test_equal_findings_are_equal() -> None:
    assert Finding("a", Action.HOLD, "why") == Finding("a", Action.HOLD, "why", "", 0)
