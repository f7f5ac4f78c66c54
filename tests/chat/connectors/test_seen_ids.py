"""Which messages were heard."""

import pytest

from studio.chat.connectors import seen_ids
from studio.chat.connectors.seen_ids import SeenIds


def test_each_is_new_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_ids, "_MOST", 2)
    seen = SeenIds()
    assert [seen.is_new(name) for name in ("a", "a", "b", "c", "b", "a")] == [
        True,
        False,
        True,
        True,
        False,
        True,
    ]
