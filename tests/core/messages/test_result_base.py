from studio.core.messages.result_base import Result


def test_a_result_is_told_apart_by_its_type() -> None:
    assert Result.__struct_config__.tag_field == "type"
