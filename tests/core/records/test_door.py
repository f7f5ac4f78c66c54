"""What happens at the door is audited and read again as it was written."""

import pytest

from studio.core.records.door import (
    AnyAtDoor,
    DevicePaired,
    DeviceRenamed,
    DeviceRevoked,
    HelperInvited,
    InvitationEnded,
)
from studio.core.records.payload import Payload, kind_of
from studio.core.records.record import join, split
from studio.core.team import Role

ONE_OF_EACH: list[Payload] = [
    HelperInvited(Role.MODERATOR),
    InvitationEnded(),
    DevicePaired("helper-a", "Mo", Role.MODERATOR),
    DeviceRenamed("helper-a", "Moritz"),
    DeviceRevoked("helper-a"),
]


@pytest.mark.parametrize("payload", ONE_OF_EACH, ids=kind_of)
def test_it_is_read_as_it_was_written(payload: Payload) -> None:
    public, personal = split(payload)
    assert join(kind_of(payload), public, personal) == payload
    assert payload.is_audited


def test_nothing_is_left_out() -> None:
    assert {type(payload) for payload in ONE_OF_EACH} == set(AnyAtDoor.__args__)
