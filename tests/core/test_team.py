"""Who works on a show."""

import msgspec

from studio.core.team import OWNER, Role, Who


def test_somebody_travels_with_id_name_and_role() -> None:
    mo = Who("d-1", "小莫", Role.MODERATOR)
    assert msgspec.json.decode(msgspec.json.encode(mo), type=Who) == mo


def test_the_one_at_the_studio_is_the_owner() -> None:
    assert OWNER.role is Role.OWNER
    assert OWNER.id == "owner"  # the log has named them so from the first day
