"""What is pinned is a decision of a person, and holds no words of anybody."""

from studio.core.records.pins import (
    MessagePinned,
    MessageUnpinned,
    PicturePartsChanged,
    Unpinning,
)
from studio.core.records.record import join, split


def test_pinning_is_audited_and_comes_back_from_the_log() -> None:
    for kind, payload in {
        "message_pinned": MessagePinned("m1", is_on_picture=True, until_wall_ms=7),
        "message_unpinned": MessageUnpinned("m1", Unpinning.ERASED),
        "picture_parts_changed": PicturePartsChanged(has_polls=False),
    }.items():
        public, personal = split(payload)
        assert personal == b""
        assert payload.is_audited
        assert join(kind, public, b"") == payload
