"""Events: each belongs to one topic, and everyone who can be told can read it."""

import typing

from studio.core.messages import events
from studio.core.messages.events import TOPIC_OF, AnyEvent, Event, Topic


def test_every_event_has_one_topic_and_goes_over_the_wire() -> None:
    kinds = set(Event.__subclasses__())
    assert kinds == set(TOPIC_OF) == set(typing.get_args(AnyEvent))
    for kind, topic in TOPIC_OF.items():
        assert len(topic) == 1, f"{kind.__name__} belongs to {topic}"


def test_meters_are_a_topic_of_their_own() -> None:
    loud = [kind for kind, topic in TOPIC_OF.items() if topic is Topic.METERS]
    assert loud == [events.MetersReported, events.TrialReported]


def test_all_covers_every_topic() -> None:
    assert set(Topic.ALL) == set(Topic)
