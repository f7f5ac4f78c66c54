import msgspec
import pytest

from studio.core.messages.results import (
    AnyResult,
    Learned,
    NukeDone,
    NukePreview,
    Result,
    RulesExported,
    RulesImported,
    ShieldPreview,
)
from studio.core.messages.rules_results import ShieldExample
from studio.core.moderation import LinksRule
from tests.support.room_messages import room_message

ONE_OF_EACH: list[Result] = [
    ShieldPreview(3, 1, 1, 1, (ShieldExample(room_message(1), "held", "Links"),), is_cut=True),
    NukePreview(1, 1, (room_message(1),)),
    NukeDone("nuke-1", 3, 2),
    Learned("learned-1", "Links", ("shop.com",)),
    RulesExported("[]", ("Links: it is off",)),
    RulesImported((LinksRule(name="Links"),), 1),
]


@pytest.mark.parametrize("result", ONE_OF_EACH, ids=lambda result: type(result).__name__)
def test_an_answer_goes_over_the_wire(result: Result) -> None:
    assert msgspec.json.decode(msgspec.json.encode(result), type=AnyResult) == result
