from studio.core.messages.event_base import Event, Topic


def test_everything_is_every_topic_and_each_has_a_bit_of_its_own() -> None:
    bits = [topic.value for topic in Topic if topic.value.bit_count() == 1]
    assert sum(bits) == Topic.ALL.value
    assert len(set(bits)) == len(bits)


def test_an_event_is_told_apart_by_its_type() -> None:
    assert Event.__struct_config__.tag_field == "type"
