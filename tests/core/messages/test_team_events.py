import msgspec
import pytest

from studio.core.messages.events import (
    TOPIC_OF,
    ActDone,
    ActUndone,
    AnyEvent,
    ClaimsChanged,
    Event,
    PersonMarked,
    TeamChanged,
    Topic,
    Whispered,
)
from studio.core.team import OWNER
from studio.core.teamwork import Act, ActKind, Claim, Mark, Member, Whisper

ONE_OF_EACH: list[Event] = [
    TeamChanged((Member(OWNER, 5, "live"),)),
    ClaimsChanged((Claim("m1", "owner", 5),)),
    Whispered(Whisper("w-1", "owner", "", "psst", 5)),
    ActDone(Act("act-1", "owner", "", ActKind.DELETE, "m1", "p-anna", "hello", 5, 10_005)),
    ActUndone("act-1", "device-mo", "小莫"),
    PersonMarked("p-anna", "asks nicely", Mark.TRUSTED),
]


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_an_event_of_the_team_goes_over_the_wire_under_its_own_topic(event: Event) -> None:
    assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
    assert TOPIC_OF[type(event)] is Topic.TEAM
